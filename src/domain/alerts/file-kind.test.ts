import { expect, test } from 'vitest';
import { fileKindOf } from './index.ts';

const png = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1];
const jpeg = [0xff, 0xd8, 0xff, 0xe0];
const pdf = [...'%PDF-1.7'].map((char) => char.charCodeAt(0));

test.each([
  ['a photograph', 'IMG_0001.JPG', jpeg, 'image/jpeg'],
  ['a photograph without an ending', 'image', jpeg, 'image/jpeg'],
  ['a screenshot', 'recibo "1".png', png, 'image/png'],
  ['a bill of a plumber', 'plomero v1.2.pdf', pdf, 'application/pdf'],
  ['a page that calls itself a picture', 'foto.png', [...'<html>'].map((char) => char.charCodeAt(0)), undefined],
  ['a picture that calls itself a page', 'foto.html', png, undefined],
  ['a picture that calls itself a program', 'foto.png.exe', png, undefined],
  ['a picture called a document', 'foto.pdf', png, undefined],
  ['nothing at all', 'vacio.pdf', [], undefined],
] as const)('%s, %s', (_, name, bytes, kind) => {
  expect(fileKindOf({ bytes: Uint8Array.from(bytes), name })).toBe(kind);
});
