import { customRef, watch } from 'vue';
import type { Ref } from 'vue';
import { isNavigationFailure, NavigationFailureType, useRoute, useRouter } from 'vue-router';
import type { LocationQueryRaw, Router } from 'vue-router';

/** How one value is written in the query. `parse` gives null for what it does not accept. */
export interface QueryCodec<T> {
  parse: (text: string) => T | null;
  /** Null leaves the parameter out. */
  format: (value: T) => string | null;
  /** Value where the URL says nothing; never written. */
  fallback: T;
}

/** What is written and not yet in the URL, of one router. */
interface QueryWriter {
  write: (name: string, text: string | null) => void;
}

const writers = new WeakMap<Router, QueryWriter>();

/**
 * Gathers what was written in one turn, so that two parameters set together are one entry of the history, and lets a
 * navigation under way end first: a router drops the one for the other, and a person's click must never lose to a
 * parameter. What was written for another place than one comes to goes with the page.
 */
function createWriter(router: Router): QueryWriter {
  let underWay: unknown = null;
  let unwritten: Map<string, string | null> | null = null;
  let place = router.currentRoute.value.params.place;

  const flush = (): void => {
    if (underWay || !unwritten) return;
    const { params, query: before, hash } = router.currentRoute.value;
    const writes = unwritten;
    unwritten = null;
    if (params.place !== place) return;
    const query: LocationQueryRaw = { ...before };
    for (const [key, value] of writes) {
      if (value === null) delete query[key];
      else query[key] = value;
    }
    void router.replace({ query, hash }).then((failure) => {
      if (!isNavigationFailure(failure, NavigationFailureType.cancelled)) return;
      // Someone went elsewhere in between: written again where they come to, behind what was written since.
      unwritten = new Map([...writes, ...(unwritten ?? [])]);
      flush();
    });
  };

  router.beforeEach((to) => {
    underWay = to;
  });
  const end = (to: unknown): void => {
    // One that was dropped for another ends too, while the other is still under way.
    if (underWay !== to) return;
    underWay = null;
    flush();
  };
  router.afterEach(end);
  router.onError((_, to) => end(to));

  return {
    write(name, text) {
      if (!unwritten) {
        unwritten = new Map();
        place = router.currentRoute.value.params.place;
        // A task later: by then a navigation asked for in this turn has come to beforeEach.
        setTimeout(flush);
      }
      unwritten.set(name, text);
    },
  };
}

function writerOf(router: Router): QueryWriter {
  const writer = writers.get(router) ?? createWriter(router);
  writers.set(router, writer);
  return writer;
}

/**
 * A ref that lives in the query of the URL: reading it reads the URL, writing it rewrites the URL
 * (in place, without a new history entry). Use it for everything a link must carry: filters, time, plan.
 */
export function useQueryParam<T>(name: string, codec: QueryCodec<T>): Ref<T> {
  const route = useRoute();
  const router = useRouter();
  const writer = writerOf(router);
  const read = (): T => {
    const raw = route.query[name];
    const text = Array.isArray(raw) ? raw[0] : raw;
    if (text === undefined || text === null) return codec.fallback;
    return codec.parse(text) ?? codec.fallback;
  };
  let value = read();
  let written = codec.format(value);
  return customRef<T>((track, trigger) => {
    watch(
      () => route.query[name],
      () => {
        const next = read();
        const text = codec.format(next);
        // The same words mean the same value: no one needs to be woken, and objects keep their identity.
        if (text === written) return;
        value = next;
        written = text;
        trigger();
      },
      { flush: 'sync' },
    );
    return {
      get: () => {
        track();
        return value;
      },
      set: (next) => {
        value = next;
        written = codec.format(next);
        trigger();
        writer.write(name, written === codec.format(codec.fallback) ? null : written);
      },
    };
  });
}

/** Codec of a text. */
export const textParam = (fallback = ''): QueryCodec<string> => ({
  parse: (t) => t,
  format: (v) => v || null,
  fallback,
});

/** Codec of one of a fixed set of words. */
export function choiceParam<const T extends string>(choices: readonly T[], fallback: NoInfer<T>): QueryCodec<T> {
  return { parse: (text) => choices.find((choice) => choice === text) ?? null, format: (value) => value, fallback };
}

/** Codec of a whole number within bounds. */
export function integerParam(fallback: number, min: number, max: number): QueryCodec<number> {
  return {
    parse: (text) => {
      const value = Number(text);
      return /^-?\d+$/.test(text) && value >= min && value <= max ? value : null;
    },
    format: String,
    fallback,
  };
}

/** Codec of a list of words, comma separated; an empty list is left out. */
export const listParam = (fallback: readonly string[] = []): QueryCodec<readonly string[]> => ({
  parse: (text) => text.split(',').filter((part) => part !== ''),
  format: (values) => (values.length > 0 ? values.join(',') : null),
  fallback,
});

/** Codec of a yes or no: `1` or `0`. */
export const flagParam = (fallback = false): QueryCodec<boolean> => ({
  parse: (text) => (text === '1' ? true : text === '0' ? false : null),
  format: (value) => (value ? '1' : '0'),
  fallback,
});
