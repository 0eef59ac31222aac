import type { LandGap } from '../schema/incident-assignment';

/** Why a grid of then is not compared with itself: short for a cell of a table, and as a sentence. In tables and in files. */
export const landGapWords: Readonly<Record<LandGap, Readonly<Record<'short' | 'long', { zh: string; en: string }>>>> = {
  'land-changed': {
    short: { zh: '边界已变', en: 'redrawn' },
    long: {
      zh: '边界在两个时段里不一样，不与那时比较',
      en: 'Its borders are not the same in both periods, so it is not compared',
    },
  },
  'not-there': {
    short: { zh: '那时没有', en: 'new' },
    long: {
      zh: '那个时段还没有这个网格，不作比较',
      en: 'There was no such grid in the other period, so it is not compared',
    },
  },
  gone: {
    short: { zh: '已撤销', en: 'gone' },
    long: {
      zh: '时段结束前已经撤销，不作比较',
      en: 'It was gone before this period ended, so it is not compared',
    },
  },
};
