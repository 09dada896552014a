import { linkHorizontal } from 'd3-shape';
import { Chart } from './chart.tsx';
import { fixed, WIDTH } from './charts.tsx';
import type { Collected } from './collect.ts';
import type { PageWords } from './words/en.ts';

const MOST_NODES = 12;

interface Node {
  name: string;
  events: number;
  y: number;
  height: number;
  taken: number;
}

export function flowChart({ flows, counted, countable }: Collected, words: PageWords) {
  const sides = (['who', 'service', 'from'] as const).map((side) => nodesOf(flows, side, words));
  const [who = [], service = [], from = []] = sides;
  const height = Math.max(...sides.map((nodes) => (nodes.at(-1)?.y ?? 0) + (nodes.at(-1)?.height ?? 0))) + 30;
  const columns = [250, 500, 720];
  const links = [
    ...linksOf(flows, 'who', 'service', who, service, words),
    ...linksOf(flows, 'service', 'from', service, from, words),
  ];
  const path = linkHorizontal<unknown, [number, number]>();
  const rows = flows.toSorted((a, b) => b.events - a.events);
  return (
    <Chart
      id="flows"
      title={words.flows.title}
      about={`${words.flows.about}${counted < countable ? ` ${words.newestOnly(counted, countable)}` : ''}`}
      statement={flows.length === 0 ? words.noEvents : undefined}
      width={WIDTH}
      height={height}
      words={words}
      table={{
        columns: [words.who, words.service, words.from, words.eventCount],
        rows: rows.map(({ who, service, from, events }) => [
          who || words.noValue,
          service || words.noValue,
          from || words.noValue,
          events,
        ]),
      }}
    >
      {[words.who, words.service, words.from].map((name, at) => (
        <text
          key={name}
          class={`axis strong ${at === 0 ? 'end' : 'start'}`}
          x={(columns[at] ?? 0) + (at === 0 ? -6 : 12)}
          y={12}
        >
          {name}
        </text>
      ))}
      {links.map(({ key, side, from: start, to, thickness }) => (
        <path
          key={key}
          class="link"
          stroke-width={fixed(Math.max(0.7, thickness))}
          d={
            path({
              source: [(columns[side] ?? 0) + 6, fixed(start)],
              target: [columns[side + 1] ?? 0, fixed(to)],
            }) ?? ''
          }
        />
      ))}
      {sides.map((nodes, side) =>
        nodes.map(({ name, events, y, height }) => (
          <g key={`${side} ${name}`}>
            <rect class="solid" x={columns[side]} y={fixed(y)} width={6} height={fixed(height)} />
            <text
              class={`node ${side === 0 ? 'end' : 'start'}`}
              x={(columns[side] ?? 0) + (side === 0 ? -6 : 12)}
              y={fixed(y + height / 2 + 4)}
            >
              <title>{`${name}: ${words.number(events)}`}</title>
              {nodeText(name, words.number(events), ROOM[side] ?? 0)}
            </text>
          </g>
        )),
      )}
    </Chart>
  );
}

/** In the units of the picture, between a column and the edge or the next column. */
const ROOM = [240, 200, 165];
/** Of a letter of the class `node`, in fonts that run wide. */
const [LATIN, CAPITAL, WIDE] = [6.6, 8.6, 12];

/** A name and its count. Of a name that is too long both ends stay: one role is told from the next by either. */
export function nodeText(name: string, count: string, room: number): string {
  const short = name.replace(/^assumed-role\//, '').replace(/\.amazonaws\.com$/, '');
  const left = room - widthOf(` ${count}`);
  if (widthOf(short) <= left) return `${short} ${count}`;
  const letters = [...short];
  const kept = { start: '', end: '' };
  for (let at = 0; ; at += 1) {
    const start = kept.start + letters[at];
    if (widthOf(`${start}…${kept.end}`) > left) break;
    kept.start = start;
    const end = letters.at(-1 - at) + kept.end;
    if (widthOf(`${start}…${end}`) > left) break;
    kept.end = end;
  }
  return `${kept.start}…${kept.end} ${count}`;
}

function widthOf(text: string): number {
  const widths = [...text].map((letter) => {
    if (/[MWmw@%…\u0250-\u{10ffff}]/u.test(letter)) return WIDE;
    return /[A-Z]/.test(letter) ? CAPITAL : LATIN;
  });
  return widths.reduce((sum, width) => sum + width, 0);
}

type Flows = Collected['flows'];
type Side = 'who' | 'service' | 'from';

/** The most frequent names, the others as one. */
function nodesOf(flows: Flows, side: Side, words: PageWords): Node[] {
  const sums = new Map<string, number>();
  for (const flow of flows) sums.set(flow[side], (sums.get(flow[side]) ?? 0) + flow.events);
  const sorted = [...sums].sort((a, b) => b[1] - a[1]);
  const shown = sorted
    .slice(0, MOST_NODES)
    .map(([name, events]) => ({ name: name || words.noValue, events }));
  const others = sorted.slice(MOST_NODES);
  if (others.length > 0)
    shown.push({
      name: words.others(others.length),
      events: others.reduce((sum, [, events]) => sum + events, 0),
    });
  const all = Math.max(
    1,
    sorted.reduce((sum, [, events]) => sum + events, 0),
  );
  let y = 22;
  return shown.map(({ name, events }) => {
    const height = Math.max(2, (events / all) * 200);
    const node = { name, events, y: y + Math.max(0, (17 - height) / 2), height, taken: 0 };
    y += Math.max(17, height + 4);
    return node;
  });
}

function linksOf(flows: Flows, one: Side, other: Side, left: Node[], right: Node[], words: PageWords) {
  const nodeOf = (nodes: Node[], name: string) =>
    nodes.find((node) => node.name === (name || words.noValue)) ?? nodes.at(-1);
  const sums = new Map<string, { a: Node; b: Node; events: number }>();
  for (const flow of flows) {
    const [a, b] = [nodeOf(left, flow[one]), nodeOf(right, flow[other])];
    if (!a || !b) continue;
    const key = `${one} ${left.indexOf(a)} ${right.indexOf(b)}`;
    const sum = sums.get(key) ?? { a, b, events: 0 };
    sum.events += flow.events;
    sums.set(key, sum);
  }
  const used = new Map<Node, number>();
  return [...sums]
    .sort(([, x], [, y]) => x.a.y - y.a.y || x.b.y - y.b.y)
    .map(([key, { a, b, events }]) => {
      const place = (node: Node) => {
        const before = used.get(node) ?? 0;
        used.set(node, before + events);
        return node.y + ((before + events / 2) / Math.max(1, node.events)) * node.height;
      };
      const thickness = Math.min((events / a.events) * a.height, (events / b.events) * b.height);
      return { key, side: one === 'who' ? 0 : 1, from: place(a), to: place(b), thickness };
    });
}
