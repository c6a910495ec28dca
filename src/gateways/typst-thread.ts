import { move, workerData } from 'piscina';
import { CannotBeSet, openTypstCompiler, type TypstAsked, type TypstPlace } from './typst.ts';

/**
 * What a thread that makes documents runs: a file of its own, also where the rest is bundled. A compiler that panicked on a
 * document answers nothing sensible after; the next one gets a new compiler.
 */
let compile: ReturnType<typeof openTypstCompiler> | undefined;

export default function pdf(asked: TypstAsked): Uint8Array<ArrayBuffer> {
  // Piscina hands on its own description of the thread beside ours.
  compile ??= openTypstCompiler(workerData as TypstPlace);
  try {
    return move(compile(asked)) as Uint8Array<ArrayBuffer>;
  } catch (error) {
    // Nothing is wrong with a compiler that lacks a letter.
    if (!(error instanceof CannotBeSet)) compile = undefined;
    throw error;
  }
}
