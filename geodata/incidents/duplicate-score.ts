/** From this score on two reports are shown to a person as perhaps one problem. */
export const PROPOSED_SCORE = 0.9;

/** Positions and dates are no better known than this part of the reach: nearer than that is as near as can be. */
const CERTAIN_SHARE = 0.5;
/** What the text says weighs as much as place and time together: neighbours report different things on one day. */
const WEIGHTS = { place: 0.3, time: 0.2, text: 0.5 } as const;

/** 1 up to half the reach, then falling to 0 at its end. */
export function closeness(apart: number, reach: number): number {
  return Math.max(0, Math.min(1, (1 - apart / reach) / (1 - CERTAIN_SHARE)));
}

/** How likely it seems that two reports are of one problem, 0…1; each part 0…1. */
export function duplicateScore(place: number, time: number, text: number): number {
  return WEIGHTS.place * place + WEIGHTS.time * time + WEIGHTS.text * text;
}

/** The least likeness of the texts that comes to `PROPOSED_SCORE`; above 1 where none does. */
export function neededLikeness(place: number, time: number): number {
  return (PROPOSED_SCORE - WEIGHTS.place * place - WEIGHTS.time * time) / WEIGHTS.text;
}
