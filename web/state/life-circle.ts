import { defineStore } from 'pinia';
import { computed } from 'vue';
import { scoreOf, usualLifeCircle } from '../../geodata/coverage/life-circle';
import { capacityMeasures } from '../../geodata/schema/life-circle';
import { stationKinds } from '../../geodata/schema/station';
import type { StationKind } from '../../geodata/schema/station';
import { fetchAccess, fetchAccessUnits, fetchLifeCircle, fetchLifeCircleUnits } from '../api/coverage-services';
import { useAskedAnswer } from './asked-answer';
import { choiceClass, CIRCLE_CLASSES, missingClass, NO_CLASS, quarterBreaks, quarterClass } from './circle-class';
import { useCircleMeasure } from './circle-measure';
import { useCoverage } from './coverage';
import { useCoverageTask } from './coverage-task';
import { usePlace } from './place';
import { choiceParam, listParam, useQueryParam } from './url-query';

/** One group of the ranking: what its people have on average, and which share of them has enough. */
export interface CircleGroup {
  id: string;
  people: number;
  /** Σ value × people; over `people` it is the mean. */
  sum: number | null;
  /** Those who reach every service, or any station: the numerator of the share. */
  enough: number;
}

/** How many everyday services each dwelling reaches, and how far those of one kind go round. */
export const useLifeCircle = defineStore('life-circle', () => {
  const place = usePlace();
  const coverage = useCoverage();
  const task = useCoverageTask();
  const measure = useCircleMeasure();
  const servicesInUrl = useQueryParam('services', listParam());
  /** What is shared out among people. */
  const capacity = useQueryParam('capacity', choiceParam(capacityMeasures, 'floor-area'));

  const rule = computed(() => place.current?.profile.lifeCircle ?? usualLifeCircle);
  /** Services that are counted: the person's choice, else the place's. */
  const services = computed<readonly StationKind[]>({
    get: () => {
      const chosen = stationKinds.filter((kind) => servicesInUrl.value.includes(kind));
      return chosen.length > 0 ? chosen : rule.value.kinds;
    },
    set: (kinds) => {
      const isUsual = kinds.length === rule.value.kinds.length && rule.value.kinds.every((one) => kinds.includes(one));
      servicesInUrl.value = isUsual ? [] : kinds;
    },
  });
  const isChosen = computed(() => servicesInUrl.value.length > 0);

  const common = computed(() => {
    const here = place.current;
    if (!here || !coverage.active || task.current !== 'life-circle' || !coverage.walker) return null;
    const query = { minutes: String(coverage.minutes), walker: coverage.walker };
    return { placeId: here.id, version: here.datasetVersion, query };
  });
  const servicesQuestion = () => {
    if (!common.value || measure.current !== 'services') return null;
    return { ...common.value, query: { ...common.value.query, kinds: services.value.join(',') } };
  };
  const accessQuestion = () => {
    if (!common.value || measure.current === 'services' || !coverage.kind) return null;
    return { ...common.value, query: { ...common.value.query, kind: coverage.kind, capacity: capacity.value } };
  };
  const withPlan = <Q extends { query: object }>(asked: Q | null) =>
    asked && { ...asked, query: { ...asked.query, ...(coverage.plan ? { plan: coverage.plan } : {}) } };

  const circle = useAskedAnswer(
    () => withPlan(servicesQuestion()),
    (asked, signal) => fetchLifeCircle(asked.placeId, asked.query, signal),
  );
  const reached = useAskedAnswer(servicesQuestion, (asked, signal) =>
    fetchLifeCircleUnits(asked.placeId, asked.query, signal),
  );
  const access = useAskedAnswer(
    () => withPlan(accessQuestion()),
    (asked, signal) => fetchAccess(asked.placeId, asked.query, signal),
  );
  const shares = useAskedAnswer(accessQuestion, (asked, signal) =>
    fetchAccessUnits(asked.placeId, { ...asked.query, nearest: '1' }, signal),
  );

  const shown = computed(() => (measure.current === 'services' ? circle : access));
  const status = computed(() => shown.value.status.value);
  const problem = computed(() => shown.value.problem.value);
  const answer = computed(() => shown.value.answer.value);

  /** Borders of the classes of capacity, per 1,000 people. */
  const breaks = computed(() => quarterBreaks(shares.answer.value?.supplyPerThousand ?? []));
  /** Class of every base unit and how many there are of each; null until values are there. */
  const classes = computed(() => {
    const of = classOf();
    if (!of) return null;
    const byUnit = new Int8Array(of.count);
    const counts = new Array<number>(CIRCLE_CLASSES).fill(0);
    let without = 0;
    for (let i = 0; i < of.count; i++) {
      const one = of.classAt(i);
      byUnit[i] = one;
      if (one === NO_CLASS) without++;
      else counts[one]!++;
    }
    return { byUnit, counts, without };
  });

  function classOf(): { count: number; classAt: (i: number) => number } | null {
    if (measure.current === 'services') {
      const units = reached.answer.value;
      if (!units) return null;
      const { kinds } = units;
      return {
        count: units.reached.length,
        classAt: (i) => {
          const mask = units.reached[i]!;
          return mask === -1 ? NO_CLASS : missingClass(kinds.length - scoreOf(mask), kinds.length);
        },
      };
    }
    const units = shares.answer.value;
    if (!units) return null;
    if (measure.current === 'stations') {
      return {
        count: units.within.length,
        classAt: (i) => (units.within[i] === -1 ? NO_CLASS : choiceClass(units.within[i]!)),
      };
    }
    const perThousand = units.supplyPerThousand;
    if (!perThousand) return null;
    const borders = breaks.value;
    return {
      count: perThousand.length,
      classAt: (i) => (perThousand[i] === -1 ? NO_CLASS : quarterClass(perThousand[i]!, borders)),
    };
  }

  const groupOf = (one: { id: string; people: number }, sum: number | null, enough: number): CircleGroup => ({
    id: one.id,
    people: one.people,
    sum,
    enough,
  });
  /** The whole place and its groups, whichever measure it is. */
  const groups = computed(() => {
    if (measure.current === 'services') {
      const found = circle.answer.value;
      if (!found) return null;
      const of = (one: { id: string } & typeof found.total) => groupOf(one, one.services, one.withAll);
      return {
        total: of({ id: '', ...found.total }),
        communities: found.byCommunity.map((one) => ({ ...one, group: of(one) })),
        grids: found.byGrid.map((one) => ({ ...one, group: of(one) })),
      };
    }
    const found = access.answer.value;
    if (!found) return null;
    const of = (one: { id: string } & typeof found.total) =>
      groupOf(one, measure.current === 'stations' ? one.stations : one.supply, one.withAny);
    return {
      total: of({ id: '', ...found.total }),
      communities: found.byCommunity.map((one) => ({ ...one, group: of(one) })),
      grids: found.byGrid.map((one) => ({ ...one, group: of(one) })),
    };
  });

  async function load(): Promise<void> {
    await Promise.all([circle.load(), reached.load(), access.load(), shares.load()]);
  }

  return {
    rule,
    services,
    isChosen,
    capacity,
    circle: circle.answer,
    reached: reached.answer,
    access: access.answer,
    shares: shares.answer,
    answer,
    status,
    problem,
    breaks,
    classes,
    groups,
    load,
  };
});
