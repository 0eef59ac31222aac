import { defineStore } from 'pinia';
import { shallowRef, watch } from 'vue';
import { GuideNetwork } from '../../geodata/plan/trace-guide';
import { WaterGuides } from '../../geodata/plan/water-guides';
import type { AreaId } from '../../geodata/schema/ids';
import type { GuideLine } from '../../geodata/schema/guide-line';
import { fetchGuideLines } from '../api/places';
import { usePlace } from './place';

/** The lines of one community that borders may follow. */
export interface AreaGuides {
  guides: readonly GuideLine[];
  network: GuideNetwork;
  waters: WaterGuides;
}

/** Guide lines by community, fetched when a tool first comes there. */
export const useGuides = defineStore('guides', () => {
  const place = usePlace();
  const known = new Map<AreaId, AreaGuides>();
  const asked = new Map<AreaId, Promise<AreaGuides | null>>();
  /** Grows with every community that has come: what shows guides reads it. */
  const version = shallowRef(0);

  /** The guides of a community; null where they cannot be had. */
  function load(area: AreaId): Promise<AreaGuides | null> {
    const under = asked.get(area);
    if (under) return under;
    const placeId = place.current?.id ?? '';
    const coming = fetchGuideLines(placeId, area).then((answer) => {
      if (!answer.ok || place.current?.id !== placeId) {
        asked.delete(area);
        return null;
      }
      const { guides } = answer.value;
      const made: AreaGuides = {
        guides,
        network: new GuideNetwork(guides),
        waters: new WaterGuides(guides),
      };
      known.set(area, made);
      version.value++;
      return made;
    });
    asked.set(area, coming);
    return coming;
  }

  /** The guides of a community if they are here; asks for them if not. */
  function at(area: AreaId): AreaGuides | null {
    void version.value;
    const here = known.get(area);
    if (!here) void load(area);
    return here ?? null;
  }

  watch(
    () => place.current?.datasetVersion,
    () => {
      known.clear();
      asked.clear();
      version.value++;
    },
  );

  return { at, load };
});
