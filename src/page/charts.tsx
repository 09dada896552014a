import { scaleBand, scaleLinear, scaleSqrt } from 'd3-scale';
import { stack } from 'd3-shape';
import { SEVERITIES } from '../run/judgement.ts';
import type { Bins } from './bins.ts';
import { Chart, Mark } from './chart.tsx';
import { type Collected, OUTCOMES } from './collect.ts';
import type { ControlDays } from './control-days.ts';
import type { ShownNewValue } from './new-values.ts';
import type { PageWords } from './words/en.ts';

export const WIDTH = 900;
const LEFT = 48;

interface Bar {
  label: string;
  values: number[];
}

/** Bars with their parts on top of each other, and an axis each. */
function StackedBars({
  bars,
  classes,
  words,
}: {
  bars: Bar[];
  classes: readonly string[];
  words: PageWords;
}) {
  const [top, bottom] = [8, 190];
  const most = Math.max(1, ...bars.map(({ values }) => values.reduce((a, b) => a + b, 0)));
  const x = scaleBand(
    bars.map((_, at) => at),
    [LEFT, WIDTH - 8],
  ).paddingInner(bars.length > 60 ? 0 : 0.18);
  const y = scaleLinear([0, most], [bottom, top]).nice(4);
  const layers = stack<Bar, number>()
    .keys(classes.keys())
    .value((bar, at) => bar.values[at] ?? 0)(bars);
  const every = Math.ceil(bars.length / 12);
  return (
    <>
      {y.ticks(4).map((tick) => (
        <g key={tick}>
          <line class="grid" x1={LEFT} x2={WIDTH - 8} y1={y(tick)} y2={y(tick)} />
          <text class="axis end" x={LEFT - 6} y={y(tick) + 4}>
            {words.number(tick)}
          </text>
        </g>
      ))}
      {layers.map((layer) =>
        layer.map(([from, to], at) =>
          to > from ? (
            <rect
              key={`${layer.key} ${at}`}
              class={classes[layer.key]}
              x={fixed(x(at))}
              width={fixed(x.bandwidth())}
              y={fixed(y(to))}
              height={fixed(Math.max(0.7, y(from) - y(to)))}
            />
          ) : null,
        ),
      )}
      {bars.map(({ label }, at) =>
        at % every === 0 ? (
          <text key={label} class="axis" x={fixed((x(at) ?? 0) + x.bandwidth() / 2)} y={bottom + 16}>
            {label}
          </text>
        ) : null,
      )}
    </>
  );
}

export const fixed = (value = 0) => Number(value.toFixed(1));

const OUTCOME_CLASSES = ['solid', 'hatched', 'dotted'];

export function activityChart(
  { bins, activity, counted, countable, hours }: Collected & { hours: number[] | undefined },
  words: PageWords,
) {
  // Of more rows than were read, the hours of the figures are exact; they know no outcome.
  const whole = counted === countable;
  const bars = whole
    ? bins.labels.map((label, at) => ({
        label,
        values: OUTCOMES.map((_, outcome) => activity[outcome]?.[at] ?? 0),
      }))
    : (hours ?? []).map((rows, at) => ({ label: `${String(at).padStart(2, '0')}:00`, values: [rows] }));
  const names = whole ? words.outcomes : [words.eventCount];
  return (
    <Chart
      id="activity"
      title={words.activity.title(bins.isHours || !whole)}
      about={whole ? words.activity.about : words.activity.withoutOutcome(countable)}
      statement={
        bars.every(({ values }) => values.every((value) => value === 0)) ? words.noEvents : undefined
      }
      width={WIDTH}
      height={216}
      words={words}
      legend={names.map((name, at) => (
        <Mark key={name} class={OUTCOME_CLASSES[at] ?? ''}>
          {name}
        </Mark>
      ))}
      table={{ columns: [words.time, ...names], rows: bars.map(({ label, values }) => [label, ...values]) }}
    >
      <StackedBars bars={bars} classes={OUTCOME_CLASSES} words={words} />
    </Chart>
  );
}

const SEVERITY_CLASSES = ['hatched', 'solid', 'dotted'];

export function controlsChart({ days, unread }: ControlDays, words: PageWords) {
  const bars = days.map(({ day, events }) => ({
    label: day,
    values: SEVERITIES.map((severity) => events[severity]),
  }));
  const shown = bars.map(({ label, values }) => ({ label: label.slice(5), values }));
  return (
    <Chart
      id="control-days"
      title={words.controlDays.title}
      about={[words.controlDays.about, ...(unread > 0 ? [words.controlDays.unread(unread)] : [])].join(' ')}
      statement={days.length < 2 ? words.controlDays.none : undefined}
      width={WIDTH}
      height={216}
      words={words}
      legend={words.severities.map((name, at) => (
        <Mark key={name} class={SEVERITY_CLASSES[at] ?? ''}>
          {name}
        </Mark>
      ))}
      table={{
        columns: [words.day, ...words.severities],
        rows: bars.map(({ label, values }) => [label, ...values]),
      }}
    >
      <StackedBars bars={shown} classes={SEVERITY_CLASSES} words={words} />
    </Chart>
  );
}

export function newValuesChart(values: ShownNewValue[] | undefined, bins: Bins, words: PageWords) {
  const left = 200;
  const kinds = [...new Set((values ?? []).map(({ kind }) => kind))];
  const lane = scaleBand(kinds, [6, 6 + kinds.length * 26]);
  const x = scaleLinear([0, bins.count], [left, WIDTH - 8]);
  const bottom = 6 + kinds.length * 26;
  const dots = (values ?? []).map((value) => ({ ...value, at: bins.at(value.first) ?? 0 }));
  const groups = new Map<string, { kind: string; at: number; count: number }>();
  for (const { kind, at } of dots) {
    const group = groups.get(`${kind} ${at}`) ?? { kind, at, count: 0 };
    group.count += 1;
    groups.set(`${kind} ${at}`, group);
  }
  const radius = scaleSqrt([0, Math.max(1, ...[...groups.values()].map(({ count }) => count))], [0, 11]);
  const every = Math.ceil(bins.count / 8);
  const nothing =
    values === undefined ? words.newValues.unknown : values.length === 0 ? words.newValues.none : undefined;
  return (
    <Chart
      id="new-values"
      title={words.newValues.title}
      about={words.newValues.about}
      statement={nothing}
      width={WIDTH}
      height={bottom + 26}
      words={words}
      table={{
        columns: [words.kind, words.value, words.newValues.first, words.eventCount],
        rows: dots.map(({ kind, value, first, events }) => [words.kinds[kind] ?? kind, value, first, events]),
      }}
    >
      {kinds.map((kind) => {
        const y = (lane(kind) ?? 0) + lane.bandwidth() / 2;
        return (
          <g key={kind}>
            <line class="grid" x1={left} x2={WIDTH - 8} y1={y} y2={y} />
            <text class="axis end" x={left - 8} y={y + 4}>
              {words.kinds[kind] ?? kind}
            </text>
          </g>
        );
      })}
      {[...groups.values()].map(({ kind, at, count }) => (
        <circle
          key={`${kind} ${at}`}
          class="dot"
          cx={fixed(x(at + 0.5))}
          cy={fixed((lane(kind) ?? 0) + lane.bandwidth() / 2)}
          r={fixed(Math.max(3, radius(count)))}
        >
          <title>{`${words.kinds[kind] ?? kind}, ${bins.labels[at]}: ${words.number(count)}`}</title>
        </circle>
      ))}
      {bins.labels.map((label, at) =>
        at % every === 0 ? (
          <text key={label} class="axis" x={fixed(x(at))} y={bottom + 16}>
            {label}
          </text>
        ) : null,
      )}
    </Chart>
  );
}

const MOST_ACCOUNTS = 60;

export function coverageChart(
  { bins, accounts, counted, countable }: Collected,
  silent: readonly string[],
  words: PageWords,
) {
  const none = Array(bins.count).fill(0);
  const all = [...silent.filter((id) => !accounts.has(id)).map((id) => [id, none] as const), ...accounts];
  const sum = (events: readonly number[]) => events.reduce((a, b) => a + b, 0);
  const sorted = all.sort(([, a], [, b]) => sum(a) - sum(b));
  const shown = sorted.slice(0, MOST_ACCOUNTS);
  const left = 120;
  const x = scaleBand(
    bins.labels.map((_, at) => at),
    [left, WIDTH - 8],
  ).padding(bins.count > 60 ? 0 : 0.06);
  const most = Math.max(1, ...shown.map(([, events]) => Math.max(...events)));
  // Each step is four times as much.
  const level = (events: number) => Math.min(4, 1 + Math.floor((4 * Math.log(events)) / Math.log(most + 1)));
  const every = Math.ceil(bins.count / 12);
  const height = 20;
  return (
    <Chart
      id="coverage-hours"
      title={words.coverage.title(bins.isHours)}
      about={[
        words.coverage.about,
        ...(sorted.length > shown.length ? [words.coverage.quietest(shown.length, sorted.length)] : []),
      ].join(' ')}
      statement={
        shown.length === 0
          ? words.noEvents
          : counted < countable
            ? words.coverage.tooMany(counted, countable)
            : undefined
      }
      width={WIDTH}
      height={shown.length * height + 26}
      words={words}
      legend={
        <>
          <Mark class="silent">{words.coverage.silent}</Mark>
          <Mark class="level1">{words.coverage.few}</Mark>
          <Mark class="level4">{words.coverage.many}</Mark>
        </>
      }
      table={{
        columns: [words.account, words.eventCount, words.coverage.silentParts],
        rows: shown.map(([account, events]) => [
          account || words.noValue,
          sum(events),
          events.filter((count) => count === 0).length,
        ]),
      }}
    >
      {shown.map(([account, events], row) => (
        <g key={account}>
          <text class="axis end" x={left - 8} y={row * height + 14}>
            {account || words.noValue}
          </text>
          {events.map((count, at) => (
            <rect
              key={at}
              class={count === 0 ? 'silent' : `level${level(count)}`}
              x={fixed(x(at))}
              y={row * height + 1}
              width={fixed(x.bandwidth())}
              height={height - 2}
            />
          ))}
        </g>
      ))}
      {bins.labels.map((label, at) =>
        at % every === 0 ? (
          <text
            key={label}
            class="axis"
            x={fixed((x(at) ?? 0) + x.bandwidth() / 2)}
            y={shown.length * height + 16}
          >
            {label}
          </text>
        ) : null,
      )}
    </Chart>
  );
}
