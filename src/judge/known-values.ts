import { readSeen, seenKey } from '../archive/seen-file.ts';
import type { NewValue, SeenKind, SeenValue } from '../run/judgement.ts';

/** A principal in so many surroundings in 90 days gets new ones every day. */
const MANY_SURROUNDINGS = 10;
/** Of several new ones, one line is enough. */
const PLACES: readonly SeenKind[] = ['principal-region', 'principal-network', 'account-region'];
/** People, who share offices and providers: by name, or at the portal by an id in a directory. */
const PERSON = /^identity-center\//;
const AT_PORTAL = /^identity-center\/.*\//;

/** Which of a run's values the runs before it saw. Its memory grows with the values of the run alone. */
export class KnownValues {
  private readonly own: ReadonlyMap<string, SeenValue>;
  private readonly known = new Set<string>();
  private readonly accounts = new Set<string>();
  /** where this run's principals were before, up to the most that matter */
  private readonly surroundings = new Map<string, Set<string>>();
  /** of this run's networks */
  private readonly ownSurroundings = new Set<string>();
  /** of these, those in which people were before */
  private readonly ofPeople = new Set<string>();
  /** in which somebody was in this run who is known by name */
  private readonly ofNamed = new Set<string>();

  constructor(values: readonly SeenValue[]) {
    this.own = new Map(values.map((value) => [seenKey(value), value]));
    for (const { kind, key } of values) {
      const [first, second] = key;
      if (kind === 'principal' && first !== undefined) this.surroundings.set(first, new Set());
      if (kind !== 'principal-network' || first === undefined || second === undefined) continue;
      this.ownSurroundings.add(surroundingsOf(second));
      if (PERSON.test(first) && !AT_PORTAL.test(first)) this.ofNamed.add(second);
    }
  }

  /**
   * Takes nothing of a file that cannot be read to its end.
   *
   * @returns whether it has values
   */
  async read(content: Uint8Array): Promise<boolean> {
    const found: string[] = [];
    const places: string[] = [];
    let values = 0;
    await readSeen(content, (key) => {
      values += 1;
      if (this.own.has(key)) found.push(key);
      else if (key.startsWith('["account-region"') || isNetwork(key)) places.push(key);
    });
    for (const key of found) this.known.add(key);
    for (const key of [...found, ...places]) this.place(key);
    return values > 0;
  }

  /** Those that no run saw, the most frequent first, and why one is not counted. */
  newValues(): NewValue[] {
    const values = [...this.own].filter(([key]) => !this.known.has(key)).map(([, value]) => value);
    values.sort((a, b) => b.events - a.events || (seenKey(a) < seenKey(b) ? -1 : 1));
    const principals = new Set(values.flatMap(({ kind, key }) => (kind === 'principal' ? key : [])));
    const lines = new Set<string>();
    return values.map((value): NewValue => {
      const [first = ''] = value.key;
      const because =
        value.kind.startsWith('principal-') && principals.has(first)
          ? 'new-principal'
          : this.usualNetwork(value);
      if (because) return { ...value, because };
      if (!PLACES.includes(value.kind)) return value;
      const line = `${value.kind} ${first}`;
      if (!lines.has(line)) lines.add(line);
      else if (value.kind === 'account-region' && !this.accounts.has(first))
        return { ...value, because: 'new-account' };
      else return { ...value, because: 'same-line' };
      return value;
    });
  }

  /** Why a new network says nothing. */
  private usualNetwork({ kind, key }: SeenValue): NewValue['because'] {
    const [principal = '', network = ''] = key;
    if (kind !== 'principal-network') return undefined;
    const surroundings = surroundingsOf(network);
    const before = this.surroundings.get(principal);
    if (before?.has(surroundings)) return 'near-network';
    if (before && before.size >= MANY_SURROUNDINGS) return 'many-networks';
    if (PERSON.test(principal) && this.ofPeople.has(surroundings)) return 'known-network';
    return AT_PORTAL.test(principal) && this.ofNamed.has(network) ? 'known-network' : undefined;
  }

  private place(key: string): void {
    if (!isNetwork(key) && !key.startsWith('["account-region"')) return;
    const [kind, first = '', second = ''] = JSON.parse(key) as string[];
    if (kind === 'account-region') this.accounts.add(first);
    if (kind !== 'principal-network') return;
    const surroundings = surroundingsOf(second);
    const before = this.surroundings.get(first);
    if (before && before.size < MANY_SURROUNDINGS) before.add(surroundings);
    if (PERSON.test(first) && this.ownSurroundings.has(surroundings)) this.ofPeople.add(surroundings);
  }
}

function isNetwork(key: string): boolean {
  return key.startsWith('["principal-network"');
}

/** `192.0.` of `192.0.2.0/24`, `2001:db8:` of `2001:db8:1::/48`: a provider's addresses change within these. */
function surroundingsOf(network: string): string {
  return /^[0-9a-f]+([.:])[0-9a-f]+\1/.exec(network)?.[0] ?? network;
}
