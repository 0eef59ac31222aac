import { useI18n } from 'vue-i18n';
import { countPosts } from '../../geodata/plan/grid-workers';
import { workerKinds } from '../../geodata/schema/grid-worker';
import type { GridWorker, WorkerKind, WorkerPosts } from '../../geodata/schema/grid-worker';
import { usePlace } from '../state/place';
import { useLocalFormat } from './use-local-format';

/** How many residents a full-time worker has to look after, against the place's standard. */
export interface WorkerLoad {
  text: string;
  /** The division behind it. */
  hint: string;
  /** Fewer workers than the standard asks for. */
  isShort: boolean;
}

export interface WorkerWords {
  /** 专职 1 · 兼职 4; kinds with none are left out. */
  posts: (posts: WorkerPosts) => string;
  /** A number of posts, with decimals only where it has some. */
  number: (posts: number) => string;
  /** Everybody of one kind by name, or of all kinds; '' where nobody is. */
  names: (workers: readonly GridWorker[], kind?: WorkerKind) => string;
  /** Null where nobody has counted the residents, or nobody lives there. */
  load: (workers: readonly GridWorker[], residents: number | null) => WorkerLoad | null;
}

/** What the console says of workers: in the inspector, beside a drawn line, in comparisons and on paper. */
export function useWorkerWords(): WorkerWords {
  const { t } = useI18n();
  const place = usePlace();
  const format = useLocalFormat();
  const number = (posts: number): string => format.number(posts, Number.isInteger(posts) ? 0 : 1);

  function nameOf({ name, posts }: GridWorker): string {
    if (posts === 1) return name;
    return posts === 0.5 ? t('workers.half', { name }) : t('workers.part', { name, n: format.number(posts, 2) });
  }

  return {
    number,
    posts: (posts) =>
      workerKinds
        .filter((kind) => posts[kind] > 0)
        .map((kind) => t('workers.count', { kind: t(`workers.kind.${kind}`), n: number(posts[kind]) }))
        .join(' · ') || t('workers.none'),
    names(workers, kind) {
      const meant = workers.filter((worker) => kind === undefined || worker.kind === kind);
      const named = meant.filter(({ name }) => name !== '').map(nameOf);
      const rest = meant.reduce((sum, { name, posts }) => (name === '' ? sum + posts : sum), 0);
      const names = named.join(t('workers.separator'));
      if (rest === 0) return names;
      const unnamed = t('workers.unnamed', { n: number(rest) });
      return names === '' ? unnamed : t('workers.people', { names, rest: unnamed });
    },
    load(workers, residents) {
      const rate = place.current?.profile.workersPer10000Residents ?? 0;
      const fullTime = countPosts(workers)['full-time'];
      if (!residents || rate <= 0) return null;
      if (fullTime === 0) return { text: t('workers.noFullTime'), hint: '', isShort: true };
      const params = {
        each: format.number(Math.round(residents / fullTime)),
        standard: format.number(Math.round(10_000 / rate)),
        residents: format.number(residents),
        workers: number(fullTime),
        rate: format.number(rate),
      };
      return {
        text: t('workers.load', params),
        hint: t('workers.loadHint', params),
        isShort: (fullTime / residents) * 10_000 < rate,
      };
    },
  };
}
