import {
  CircleX,
  Command as CommandIcon,
  Footprints,
  Gauge,
  Keyboard,
  Languages,
  LayoutGrid,
  Maximize,
  PanelLeft,
  MapPinned,
  PanelRight,
  Search,
  Siren,
  SunMoon,
} from '@lucide/vue';
import { useI18n } from 'vue-i18n';
import { useRouter } from 'vue-router';
import { modeIds, useMode } from '../state/mode';
import { useFrame } from '../state/frame';
import { usePlace } from '../state/place';
import { useSelection } from '../state/selection';
import { themes, useSession } from '../state/session';
import { useView } from '../state/view';
import type { BBox } from '../../geodata/schema/coordinates';
import type { Command } from './command';
import { provideCommandList, provideCommands } from './registry';

const modeIcons = { overview: Gauge, plan: LayoutGrid, coverage: Footprints, incidents: Siren };
const always = (): null => null;

/** The commands of the frame itself: modes, search, panels, language, theme. */
export function useFrameCommands(parts: { toggleInspector: () => void }): void {
  const { t } = useI18n();
  const mode = useMode();
  const session = useSession();
  const frame = useFrame();
  const selection = useSelection();
  const place = usePlace();
  const view = useView();
  const router = useRouter();

  const modeCommands: Command[] = modeIds.map((id, i) => ({
    id: `mode.${id}`,
    titleKey: `frame.mode.${id}`,
    groupKey: 'frame.group.modes',
    shortcut: String(i + 1),
    icon: modeIcons[id],
    disabledReason: always,
    run: () => mode.go(id),
  }));
  provideCommands([
    ...modeCommands,
    {
      id: 'frame.search',
      titleKey: 'frame.command.search',
      shortcut: '/',
      icon: Search,
      disabledReason: always,
      run: () => frame.openSearch(false),
    },
    {
      id: 'frame.commands',
      titleKey: 'frame.command.commands',
      shortcut: '$mod+k',
      icon: CommandIcon,
      disabledReason: always,
      run: () => frame.openSearch(true),
    },
    {
      id: 'frame.panel',
      titleKey: 'frame.command.panel',
      shortcut: '[',
      icon: PanelLeft,
      groupKey: 'frame.group.view',
      disabledReason: always,
      run: () => void (session.panelOpen = !session.panelOpen),
    },
    {
      id: 'frame.inspector',
      titleKey: 'frame.command.inspector',
      shortcut: ']',
      icon: PanelRight,
      groupKey: 'frame.group.view',
      disabledReason: () => (selection.selected ? null : t('frame.nothingSelected')),
      run: parts.toggleInspector,
    },
    {
      id: 'frame.wholePlace',
      titleKey: 'frame.map.wholePlace',
      shortcut: '0',
      icon: Maximize,
      groupKey: 'frame.group.view',
      disabledReason: always,
      run: () => {
        if (place.current) view.showBounds(place.current.bbox as unknown as BBox);
      },
    },
    {
      id: 'frame.clear',
      titleKey: 'frame.command.clear',
      shortcut: 'Escape',
      icon: CircleX,
      groupKey: 'frame.group.view',
      disabledReason: always,
      run: () => {
        selection.clear();
        view.pin = null;
      },
    },
    {
      id: 'frame.language',
      titleKey: 'frame.command.language',
      icon: Languages,
      disabledReason: always,
      run: () => void (session.language = session.language === 'en' ? 'zh-CN' : 'en'),
    },
    ...themes.map((theme): Command => ({
      id: `theme.${theme}`,
      titleKey: `frame.command.themes.${theme}`,
      icon: SunMoon,
      disabledReason: () => (session.theme === theme ? t('frame.command.isSo') : null),
      run: () => void (session.theme = theme),
    })),
    {
      id: 'frame.shortcuts',
      titleKey: 'frame.command.shortcuts',
      shortcut: '?',
      icon: Keyboard,
      disabledReason: always,
      run: () => void (frame.shortcutsOpen = true),
    },
  ]);

  provideCommandList(() =>
    place.places.map((one) => ({
      id: `place.${one.id}`,
      titleKey: 'frame.goTo',
      titleParams: () => ({ place: (session.shortLanguage === 'en' && one.name.en) || one.name.zh }),
      icon: MapPinned,
      disabledReason: () => (one.id === place.current?.id ? t('frame.command.isSo') : null),
      run: () => void router.push({ name: 'console', params: { place: one.id, mode: mode.current } }),
    })),
  );
}
