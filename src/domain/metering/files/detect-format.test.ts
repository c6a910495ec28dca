import { expect, test } from 'vitest';
import { detectFormat } from './index.ts';

test.each([
  ['cmep', ['MEPMD01,19970819,SIM']],
  ['cmep', ['"MEPMD02","19970819"']],
  ['cmep', ['', '  ', '\uFEFFMEPMD01,19970819']],
  ['jsonl', ['{"meter":"A"}']],
  ['jsonl', ['  [ { "meter": "A" } ]']],
  ['jsonl', ['[[{"meter":"A"}]]']],
  ['beacon', ['Endpoint_SN,Read_Time,Read_Unit,Read']],
  ['beacon', ['Flow_Time,Flow,Flow_Unit']],
  ['aclara', ['MTU ID,Scaled Read,Read Time']],
  ['neptune', ['miu_id;meter.number;reading']],
  ['csv', ['meter,time,read']],
  ['csv', ['meter\ttime']],
  ['csv', ['MTU ID,Read']],
  ['csv', ['xMEPMD01,19970819']],
  ['csv', ['a [{,b']],
  ['csv', ['[1, 2']],
])('%s: %j', (format, lines) => {
  expect(detectFormat('f', lines)).toEqual({ ok: true, value: format });
});

test.each([[['meter']], [['']], [[]], [['\u0000,\u0001,\u0002']], [['"meter,time']]])(
  '%j is none that is known',
  (lines) => {
    const problem = { code: 'metering.format-unknown', params: { file: 'f.bin' }, place: { file: 'f.bin', line: 1 } };
    expect(detectFormat('f.bin', lines)).toEqual({ ok: false, problem });
  },
);
