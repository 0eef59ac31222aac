import { defineStore } from 'pinia';
import { computed, ref, watch } from 'vue';
import { classReach, densityReach } from '../../geodata/incidents/colour-reach';
import type { ColourReach } from '../../geodata/incidents/colour-reach';
import { daysBetween } from '../../geodata/incidents/local-days';
import { useHeat } from './heat';
import { useHeatFilter } from './heat-filter';
import type { HeatFrame } from './heat-frames';
import { useHeatPair } from './heat-pair';

/** What a person may do about colours that show little: fit the busiest days of this length, all data, or what is seen. */
export type ColourFit = { kind: 'days'; days: number } | { kind: 'full' } | { kind: 'seen' };

type Pictured = Pick<HeatFrame, 'summary' | 'raster' | 'hexagons'>;

/**
 * Whether what is drawn makes good use of the colours, on both halves of a pair, and what to do where it does not. Colours
 * hold still by themselves, so a short period is pale in those of the whole data: that is said, with a way out.
 */
export const useColourReach = defineStore('colour-reach', () => {
  const heat = useHeat();
  const asking = useHeatFilter();
  const pair = useHeatPair();

  const isScaled = computed(() => heat.isLateDensity || ['density', 'hexagons', 'rate'].includes(heat.view));
  const pictures = computed<Pictured[]>(() => {
    if (!isScaled.value || !heat.summary) return [];
    const main = { summary: heat.summary, raster: heat.shownRaster, hexagons: heat.hexagons };
    return pair.isOfPeriods && pair.frame ? [main, pair.frame] : [main];
  });

  function reachOf({ summary, raster, hexagons }: Pictured): ColourReach {
    if (heat.view === 'hexagons') return hexagons ? classReach(hexagons.counts, hexagons.breaks) : 'fits';
    if (heat.view === 'rate') {
      return classReach(
        summary.byGrid.map(({ shrunkPerThousand }) => shrunkPerThousand ?? 0),
        summary.rate.breaks,
      );
    }
    return raster ? densityReach(raster.max, raster.domainTop) : 'fits';
  }

  /** Pale only where every half is; over where one is. */
  const seen = computed<ColourReach>(() => {
    const found = pictures.value.map(reachOf);
    if (found.includes('over')) return 'over';
    return found.length > 0 && found.every((one) => one === 'pale') ? 'pale' : 'fits';
  });
  /** The colours that are drawn: what was found of others is forgotten. */
  const domain = computed(() => {
    const drawn = heat.view === 'hexagons' ? heat.hexagons?.breaks : heat.summary?.rate.breaks;
    return JSON.stringify([heat.view, heat.shownRaster?.domainTop ?? drawn]);
  });
  const reach = ref<ColourReach>('fits');
  watch(
    () => [seen.value, domain.value, asking.frame !== null] as const,
    ([now, colours, isPlayed], before) => {
      // While days are played it stays once it is said: words that come and go with every picture are not read.
      if (!isPlayed || colours !== before?.[1] || now !== 'fits') reach.value = now;
    },
    { immediate: true },
  );

  /** Days of the period where it is only a part of the data; 0 for all of it. */
  const partDays = computed(() => {
    const { days, data } = asking;
    if (!days || !data || (days.from <= data.from && days.to >= data.to)) return 0;
    return daysBetween(days.from, days.to);
  });
  const isFitted = computed(() => heat.reference !== '');
  /** The first thing that helps and is not so already. */
  const fit = computed<ColourFit | null>(() => {
    if (reach.value === 'fits') return null;
    if (partDays.value > 0 && (isFitted.value || heat.scale !== partDays.value)) {
      return { kind: 'days', days: partDays.value };
    }
    if (partDays.value === 0 && (isFitted.value || heat.scale !== 'full')) return { kind: 'full' };
    // Where that is what they fit already there is no more to be had.
    return heat.seenReference === heat.reference ? null : { kind: 'seen' };
  });
  /** The largest density that is drawn, and the top of its colours; null in views of classes. */
  const densest = computed(() => {
    const rasters = pictures.value.flatMap(({ raster }) => raster ?? []);
    return rasters[0] ? { max: Math.max(...rasters.map(({ max }) => max)), top: rasters[0].domainTop } : null;
  });

  function apply(what: ColourFit): void {
    if (what.kind === 'seen') heat.fitScale();
    else heat.scale = what.kind === 'days' ? what.days : 'full';
  }

  return { reach, fit, densest, partDays, isFitted, isScaled, apply };
});
