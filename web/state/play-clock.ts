/** How many pictures back the slowest one still slows the beat. */
const remembered = 5;

/**
 * The beat of playing: pictures come evenly, one an interval, as long as they are made in time. Where a machine or a line
 * is slower than that the beat slows down to what it manages, instead of stumbling: even steps are what the eye follows.
 * Times are milliseconds of any clock that runs forward.
 */
export class PlayClock {
  readonly #costs: number[] = [];
  #due: number;

  constructor(now: number) {
    this.#due = now;
  }

  /** When the picture that waits is to be shown. */
  get due(): number {
    return this.#due;
  }

  /** A picture was shown; `cost` is the time it took to be made ready and drawn. Says when the next one is due. */
  tick(now: number, wanted: number, cost: number): number {
    this.#costs.push(cost);
    if (this.#costs.length > remembered) this.#costs.shift();
    // A tenth more than the slowest took, so that the next slow one is not late.
    const interval = Math.max(wanted, 1.1 * Math.max(...this.#costs));
    // From when it was due, not from when it came: a few milliseconds late do not add up. One that came far too late
    // begins a new count; nothing is caught up with.
    this.#due = this.#due + interval > now ? this.#due + interval : now;
    return this.#due;
  }
}
