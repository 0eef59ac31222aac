import { defineStore } from 'pinia';
import { computed } from 'vue';
import { useQueryParam } from './url-query';

/** `point` is any place on the map; its id is `lng,lat`. `repeat` is a place of reports, named by one of them. */
export const selectionKinds = [
  'area',
  'grid',
  'compound',
  'station',
  'incident',
  'hexagon',
  'repeat',
  'base-unit',
  'street',
  'point',
] as const;
export type SelectionKind = (typeof selectionKinds)[number];

/** The one thing that is selected, on the map and in lists alike. */
export interface Selection {
  kind: SelectionKind;
  id: string;
}

/** `grid:g-12` to a selection; null when it is not one. Ids may hold colons themselves. */
export function parseSelection(text: string): Selection | null {
  const colon = text.indexOf(':');
  if (colon < 1 || colon === text.length - 1) return null;
  const kind = selectionKinds.find((known) => known === text.slice(0, colon));
  return kind ? { kind, id: text.slice(colon + 1) } : null;
}

export function formatSelection(selection: Selection): string {
  return `${selection.kind}:${selection.id}`;
}

/** Selection lives in the URL (`sel`), so a link opened elsewhere shows the same thing. */
export const useSelection = defineStore('selection', () => {
  const param = useQueryParam<Selection | null>('sel', {
    parse: parseSelection,
    format: (s) => s && formatSelection(s),
    fallback: null,
  });
  const selected = computed(() => param.value);

  function select(kind: SelectionKind, id: string): void {
    if (param.value?.kind === kind && param.value.id === id) return;
    param.value = { kind, id };
  }

  function clear(): void {
    param.value = null;
  }

  /** Id of what is selected if it is of this kind, else null. */
  function selectedId(kind: SelectionKind): string | null {
    return param.value?.kind === kind ? param.value.id : null;
  }

  return { selected, select, clear, selectedId };
});
