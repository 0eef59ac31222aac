import { describe, expect, it } from 'vitest';
import { soundQuery } from '../../../../geodata/names/sound-query';
import { matchCommands } from '../../../../web/commands/match-commands';

const chinese = [
  { id: 'measure.area', title: '量面积' },
  { id: 'print.open', title: '打印或存为 PDF' },
  { id: 'theme.dark', title: '换成深色' },
];
const english = [
  { id: 'frame.wholePlace', title: 'Show the whole place' },
  { id: 'print.open', title: 'Print or save as PDF' },
  { id: 'frame.panel', title: 'Show or hide the left panel' },
];
const ids = (commands: typeof chinese, words: string): string[] =>
  matchCommands(commands, words, soundQuery(words.toLowerCase())).map(({ id }) => id);

describe('commands by what is typed', () => {
  it('answer to characters, sounds and initials', () => {
    expect(ids(chinese, '打印')).toEqual(['print.open']);
    expect(ids(chinese, 'dy')).toEqual(['print.open']);
    expect(ids(chinese, 'mianji')).toEqual(['measure.area']);
    expect(ids(chinese, 'hcss')).toEqual(['theme.dark']);
  });

  it('answer to beginnings before parts, and to initials of words', () => {
    expect(ids(english, 'pr')[0]).toBe('print.open');
    expect(ids(english, 'stwp')).toEqual(['frame.wholePlace']);
    expect(ids(english, 'left')).toEqual(['frame.panel']);
    expect(ids(english, 'zzz')).toEqual([]);
    expect(ids(english, '')).toHaveLength(3);
  });

  it('answer to the English word of their id in Chinese too', () => {
    expect(ids(chinese, 'dark')).toEqual(['theme.dark']);
  });
});
