import { defineStore } from 'pinia';
import { ref, shallowRef, watch } from 'vue';
import type { CoverageAnswer, UncoveredRow } from '../../geodata/schema/coverage';
import type { Problem } from '../../geodata/schema/problems';
import { fetchCoverage, fetchUncovered } from '../api/coverage';
import { useCoverage } from './coverage';
import { usePlace } from './place';
import type { LoadStatus } from './place';
import { usePrint } from './print';

/** Base units named in the report. */
const ROWS_NAMED = 10;

/** What the report says: the answer for each of the usual minutes and the one chosen, and who of the left out is named. */
export interface CoverageReport {
  /** The question as the panel has it. */
  answer: CoverageAnswer;
  /** Minutes ascending. */
  answers: readonly CoverageAnswer[];
  /** Most households first. */
  uncovered: readonly UncoveredRow[];
}

/** The report of a place's coverage for paper: read when it is opened, of the question as it stood then. */
export const useCoverageReport = defineStore('coverage-report', () => {
  const coverage = useCoverage();
  const place = usePlace();
  const print = usePrint();
  const report = shallowRef<CoverageReport | null>(null);
  const status = ref<LoadStatus>('idle');
  const problem = shallowRef<Problem | null>(null);
  let asked: AbortController | null = null;

  async function load(): Promise<void> {
    asked?.abort();
    const { answer, cutoffs, minutes, kind } = coverage;
    const current = place.current;
    if (!answer || !current || !kind) return;
    const mine = new AbortController();
    asked = mine;
    report.value = null;
    problem.value = null;
    status.value = 'loading';
    const question = { ...coverage.params, kind, plan: answer.plan?.id ?? '' };
    const wanted = [...new Set([...cutoffs, minutes])].sort((a, b) => a - b);
    const [named, ...counted] = await Promise.all([
      fetchUncovered(current.id, { ...question, minutes, sort: 'households', limit: ROWS_NAMED }, mine.signal),
      ...wanted.map((each) => fetchCoverage(current.id, { ...question, minutes: each }, mine.signal)),
    ]);
    if (mine.signal.aborted) return;
    const failed = [named, ...counted].find(({ ok }) => !ok);
    if (failed && !failed.ok) {
      problem.value = failed.problem;
      status.value = 'failed';
      return;
    }
    const answers = counted.flatMap((one) => (one.ok ? [one.value] : []));
    report.value = {
      answer: answers.find((one) => one.minutes === minutes) ?? answer,
      answers,
      uncovered: named.ok ? named.value.rows : [],
    };
    status.value = 'ready';
  }

  /** Reads the figures and lets the map be drawn for paper. */
  function open(): void {
    if (place.current)
      print.open({
        subject: 'report',
        bounds: place.current.bbox as [number, number, number, number],
        layout: 'one',
      });
    void load();
  }
  watch(
    () => print.isOpen,
    (isOpen) => {
      if (!isOpen) asked?.abort();
    },
  );

  return { report, status, problem, open, load };
});
