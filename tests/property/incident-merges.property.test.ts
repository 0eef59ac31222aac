import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkMerge, masterOf, membersOf, readMergeActs } from '../../geodata/incidents/merge-reports';
import type { MergeAct } from '../../geodata/schema/incident-merge';

const runs = { numRuns: process.env['PROVE'] === 'full' ? 4000 : 300 };
const ids = ['a', 'b', 'c', 'd', 'e', 'f'];
const say = (act: MergeAct['act'], incident: string, master: string): MergeAct => ({
  incident,
  master,
  act,
  at: 0,
  author: '',
  reason: '',
});
const wish = fc.tuple(fc.constantFrom('merge', 'undo', 'apart'), fc.constantFrom(...ids), fc.constantFrom(...ids));

/** Everything that can be seen of a state: the problem of each report, its members, and who is told apart. */
function seen(acts: readonly MergeAct[]) {
  const reports = readMergeActs(acts);
  return {
    problems: ids.map((id) => masterOf(reports, id)),
    members: ids.map((id) => membersOf(reports, id).sort()),
    apart: [...reports.apart].sort(),
  };
}

/** What the service does: only acts that pass their check are said. */
function perform(wishes: readonly (readonly ['merge' | 'undo' | 'apart', string, string])[]): MergeAct[] {
  const acts: MergeAct[] = [];
  for (const [act, incident, other] of wishes) {
    const reports = readMergeActs(acts);
    if (act === 'merge' && checkMerge(reports, incident, other).ok) acts.push(say('merge', incident, other));
    const link = reports.merged.get(incident);
    if (act === 'undo' && link) acts.push(say('undo', incident, link.master));
    const isLinked = link?.master === other || reports.merged.get(other)?.master === incident;
    if (act === 'apart' && incident !== other && !isLinked) acts.push(say('apart', incident, other));
  }
  return acts;
}

describe('merged reports', () => {
  it('never go round in a circle, and each is of exactly one problem', () => {
    fc.assert(
      fc.property(fc.array(wish, { maxLength: 40 }), (wishes) => {
        const reports = readMergeActs(perform(wishes));
        const problems = ids.filter((id) => !reports.merged.has(id));
        const all = problems.flatMap((id) => [id, ...membersOf(reports, id)]);
        expect(all.sort()).toEqual(ids);
        expect(problems.length + reports.merged.size).toBe(ids.length);
        for (const id of ids)
          for (const member of membersOf(reports, id)) {
            expect(masterOf(reports, member)).toBe(masterOf(reports, id));
          }
      }),
      runs,
    );
  });

  it('are after a merge and its undo what they were before, whatever stands', () => {
    fc.assert(
      fc.property(
        fc.array(wish, { maxLength: 30 }),
        fc.constantFrom(...ids),
        fc.constantFrom(...ids),
        (wishes, a, b) => {
          const acts = perform(wishes);
          const before = seen(acts);
          const reports = readMergeActs(acts);
          if (!checkMerge(reports, a, b).ok) return;
          const merged = [...acts, say('merge', a, b)];
          const after = readMergeActs(merged);
          // Its own members come along to the problem of the master.
          for (const one of [a, ...membersOf(reports, a)]) expect(masterOf(after, one)).toBe(masterOf(reports, b));
          expect(seen([...merged, say('undo', a, b)])).toEqual(before);
        },
      ),
      runs,
    );
  });

  it('are none again when all of them are undone, in any order', () => {
    fc.assert(
      fc.property(
        fc.array(
          wish.filter(([act]) => act !== 'apart'),
          { maxLength: 30 },
        ),
        fc.func(fc.integer()),
        (wishes, rank) => {
          const acts = perform(wishes);
          const links = [...readMergeActs(acts).merged.values()].sort(
            (x, y) => rank(x.incident) - rank(y.incident) || (x.incident < y.incident ? -1 : 1),
          );
          for (const { incident, master } of links) {
            const others = seen(acts).members;
            acts.push(say('undo', incident, master));
            // Only what hung on this link has changed.
            expect(seen(acts).members.flat().length).toBeLessThan(others.flat().length);
          }
          expect(seen(acts)).toEqual(seen([]));
        },
      ),
      runs,
    );
  });
});
