export interface Town {
  readonly homes: number;
}
