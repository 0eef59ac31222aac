import { useI18n } from 'vue-i18n';
import { useServiceWords } from '../../locales/use-service-words';
import { CIRCLE_CLASSES, NO_CLASS } from '../../state/circle-class';
import { useLifeCircle } from '../../state/life-circle';
import { usePlace } from '../../state/place';
import { useSession } from '../../state/session';
import { noValueColour, serviceColour } from '../../ui/service-colours';
import type { MapEngine } from '../map-engine';
import { useUnitDots } from './unit-dots';
import type { DotLook } from './unit-dots';

/** Every base unit in the colour of what it has, those that lack most on top. */
export function useLifeCircleLayer(engine: MapEngine): void {
  const circle = useLifeCircle();
  const place = usePlace();
  const session = useSession();
  const words = useServiceWords();
  const { t } = useI18n();
  useUnitDots(engine, {
    id: 'life-circle-dots',
    depends: () => [circle.classes, session.isDark],
    look: () => {
      const { classes } = circle;
      if (!classes) return null;
      const looks = Array.from({ length: CIRCLE_CLASSES }, (_, i): DotLook => ({
        colour: serviceColour(i, session.isDark),
        alpha: 230,
        isOnTop: i < 2,
      }));
      const none: DotLook = { colour: noValueColour(session.isDark), alpha: 200, isOnTop: false };
      return {
        count: classes.byUnit.length,
        of: (i) => (classes.byUnit[i] === NO_CLASS ? none : looks[classes.byUnit[i]!]!),
      };
    },
    tooltip: (i) => [place.baseUnits!.names[i]!, ...words.unitTip(i), t('services.tip.click')],
  });
}
