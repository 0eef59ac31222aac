import {
  ArrowLeftRight,
  Building,
  Building2,
  Command as CommandIcon,
  House,
  LayoutGrid,
  MapPin,
  Route,
  Siren,
  Store,
} from '@lucide/vue';
import { computed, shallowRef } from 'vue';
import type { Component, ComputedRef, Ref } from 'vue';
import { useI18n } from 'vue-i18n';
import type { SearchResult } from '../../../geodata/schema/search';
import type { soundQuery as SoundQueryFunction } from '../../../geodata/names/sound-query';
import type { Command } from '../../commands/command';
import { matchCommands } from '../../commands/match-commands';
import { useCommands } from '../../commands/registry';
import { shortcutKeys } from '../../commands/shortcut';
import { useCommandTitle } from '../../commands/use-command-title';
import { useGridNames } from '../../locales/use-grid-names';
import { useUnitNames } from '../../locales/use-unit-names';
import { useFrame } from '../../state/frame';
import { useRecentFinds } from '../../state/recent-finds';
import { useSearch } from '../../state/search';

/** One line of the finder: a thing or a command. */
export interface FinderRow {
  key: string;
  icon: Component;
  title: string;
  /** What tells it from its like: address, code, community. */
  detail: string;
  /** What it is; empty for commands. */
  kind: string;
  keys: readonly string[];
  /** Why a command cannot be run now. */
  reason: string | null;
  hit?: SearchResult;
  command?: Command;
}

export interface FinderGroup {
  id: string;
  title: string;
  rows: FinderRow[];
  /** Number of its first row in the whole list. */
  first: number;
}

const icons: Record<SearchResult['kind'], Component> = {
  area: Building2,
  grid: LayoutGrid,
  compound: House,
  station: Store,
  street: Route,
  'base-unit': Building,
  incident: Siren,
  coordinate: MapPin,
};
const mostRecent = 6;
const mostCommands = 6;
type SoundQuery = typeof SoundQueryFunction;

/** The finder's groups for what is typed. `ready` fetches the readings of Chinese characters, which are large. */
export function useFinderRows(words: Ref<string>): { groups: ComputedRef<FinderGroup[]>; ready: () => Promise<void> } {
  const { t } = useI18n();
  const search = useSearch();
  const frame = useFrame();
  const commands = useCommands();
  const recents = useRecentFinds();
  const titleOf = useCommandTitle();
  const { gridName } = useGridNames();
  const { unitName, unitAddress } = useUnitNames();
  const isMac = /Mac|iPhone|iPad/.test(navigator.platform);
  const soundQuery = shallowRef<SoundQuery | null>(null);

  async function ready(): Promise<void> {
    // Without it titles are found by their characters alone; the next opening tries again.
    soundQuery.value ??= await import('../../../geodata/names/sound-query').then(
      (module) => module.soundQuery,
      () => null,
    );
  }

  function foundRow(hit: SearchResult): FinderRow {
    const { kind, detail, where, stationKind } = hit;
    const isUnit = kind === 'base-unit';
    const named = kind === 'grid' ? gridName(hit.name) : isUnit ? unitName(hit.name) : hit.name;
    const address = detail && (isUnit || kind === 'station') ? unitAddress(detail) : detail;
    const details = [address, where].filter((text) => text && text !== named && !(kind === 'area' && text === detail));
    return {
      key: `${kind}:${hit.id}`,
      icon: icons[kind],
      title: named,
      detail: details.join(' · '),
      kind: stationKind
        ? t(`stationKind.${stationKind}`)
        : kind === 'area' && detail
          ? detail
          : t(`frame.kind.${kind}`),
      keys: [],
      reason: null,
      hit,
    };
  }

  function commandRow(command: Command): FinderRow {
    return {
      key: `command:${command.id}`,
      icon: command.icon ?? CommandIcon,
      title: titleOf(command),
      detail: '',
      kind: '',
      keys: command.shortcut ? shortcutKeys(command.shortcut, isMac) : [],
      reason: command.disabledReason(),
      command,
    };
  }

  /** The finder itself is no use inside the finder. */
  const offered = computed(() => commands.offered.filter(({ id }) => id !== 'frame.search' && id !== 'frame.commands'));

  const coordinateRow = computed<FinderRow | null>(() => {
    const typed = search.coordinate;
    if (!typed) return null;
    const [lng, lat] = typed.at;
    const text = `${lng.toFixed(6)}, ${lat.toFixed(6)}`;
    return {
      key: 'coordinate',
      icon: typed.swapped ? ArrowLeftRight : MapPin,
      title: text,
      detail: typed.swapped ? t('search.swapped') : typed.inside ? t('search.goThere') : t('search.outside'),
      kind: t('frame.kind.coordinate'),
      keys: [],
      reason: null,
      hit: {
        kind: 'coordinate',
        id: `${lng},${lat}`,
        name: text,
        detail: null,
        where: null,
        stationKind: null,
        lng,
        lat,
        bbox: null,
        hint: null,
      },
    };
  });

  const groups = computed<FinderGroup[]>(() => {
    const typed = words.value.trim();
    const commandsOnly = typed.startsWith('>');
    const wanted = commandsOnly ? typed.slice(1).trim() : typed;
    const found: Omit<FinderGroup, 'first'>[] = [];
    if (coordinateRow.value)
      found.push({ id: 'coordinate', title: t('search.coordinate'), rows: [coordinateRow.value] });
    if (!commandsOnly && wanted !== '') {
      // One group a kind, in the order of each kind's best.
      const byKind = new Map<SearchResult['kind'], SearchResult[]>();
      for (const hit of search.hits) byKind.set(hit.kind, [...(byKind.get(hit.kind) ?? []), hit]);
      for (const [kind, hits] of byKind)
        found.push({ id: kind, title: t(`frame.kind.${kind}`), rows: hits.map(foundRow) });
    }
    if (wanted === '') {
      const recent = recents.here.flatMap((one) => {
        if (one.kind === 'found') return commandsOnly ? [] : [foundRow(one.hit)];
        const command = offered.value.find(({ id }) => id === one.id);
        return command ? [commandRow(command)] : [];
      });
      if (recent.length > 0) found.push({ id: 'recent', title: t('search.recent'), rows: recent.slice(0, mostRecent) });
    }
    const known = new Set(found.flatMap(({ rows }) => rows.map(({ key }) => key)));
    const named = offered.value.map((command) => ({ command, id: command.id, title: titleOf(command) }));
    const sounds = soundQuery.value?.(wanted.toLowerCase()) ?? null;
    const matched = matchCommands(named, wanted, sounds)
      .slice(0, wanted === '' || commandsOnly ? undefined : mostCommands)
      .map(({ command }) => commandRow(command))
      .filter(({ key }) => !known.has(key));
    const ofCommands = { id: 'commands', title: t('search.commands'), rows: matched };
    if (matched.length > 0) {
      if (frame.searchForCommands && wanted !== '' && !coordinateRow.value) found.unshift(ofCommands);
      else found.push(ofCommands);
    }
    let first = 0;
    return found.map((group) => {
      const placed = { ...group, first };
      first += group.rows.length;
      return placed;
    });
  });

  return { groups, ready };
}
