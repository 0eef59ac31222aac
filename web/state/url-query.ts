import { customRef, watch } from 'vue';
import type { Ref } from 'vue';
import { useRoute, useRouter } from 'vue-router';
import type { LocationQueryRaw, Router } from 'vue-router';

/** How one value is written in the query. `parse` gives null for what it does not accept. */
export interface QueryCodec<T> {
  parse: (text: string) => T | null;
  /** Null leaves the parameter out. */
  format: (value: T) => string | null;
  /** Value where the URL says nothing; never written. */
  fallback: T;
}

const waiting = new WeakMap<Router, Map<string, string | null>>();

/** Gathers what was written in one turn, so that two parameters set together are one entry of the history. */
function writeQuery(router: Router, name: string, text: string | null): void {
  const pending = waiting.get(router);
  if (pending) {
    pending.set(name, text);
    return;
  }
  const first = new Map([[name, text]]);
  waiting.set(router, first);
  queueMicrotask(() => {
    waiting.delete(router);
    const query: LocationQueryRaw = { ...router.currentRoute.value.query };
    for (const [key, value] of first) {
      if (value === null) delete query[key];
      else query[key] = value;
    }
    void router.replace({ query, hash: router.currentRoute.value.hash });
  });
}

/**
 * A ref that lives in the query of the URL: reading it reads the URL, writing it rewrites the URL
 * (in place, without a new history entry). Use it for everything a link must carry: filters, time, plan.
 */
export function useQueryParam<T>(name: string, codec: QueryCodec<T>): Ref<T> {
  const route = useRoute();
  const router = useRouter();
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
        writeQuery(router, name, written === codec.format(codec.fallback) ? null : written);
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
