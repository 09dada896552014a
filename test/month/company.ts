import { Cast } from '../../src/sample/cast.ts';
import { MANAGEMENT, PRODUCTION } from '../../src/sample/company.ts';
import { iamRole, type Principal } from '../../src/sample/identity.ts';
import type { Random } from '../../src/sample/random.ts';
import { type Person, peopleOf } from './people.ts';

type Role = 'function' | 'web' | 'container' | 'search' | 'searchTask' | 'monthEnd' | 'weekly' | 'guardduty';

/** The sample's company, with the programs of its cast, and people and roles of a busy month. */
export class Company {
  readonly people: ReadonlyMap<string, Person>;
  readonly roles: Readonly<Record<Role, Principal>>;
  readonly cast: Cast;

  constructor(random: Random) {
    const role = (name: string, account = PRODUCTION, path = '') => iamRole(random, account, name, path);
    this.people = peopleOf(random);
    this.cast = new Cast(random, 1000);
    this.roles = {
      function: role('invoice-mailer-role'),
      web: role('shop-front-instance'),
      container: role('worker-task'),
      search: role('order-search-role'),
      searchTask: role('order-search-task'),
      monthEnd: role('month-end-closing'),
      weekly: role('weekly-usage-report', MANAGEMENT),
      guardduty: role(
        'AWSServiceRoleForAmazonGuardDuty',
        PRODUCTION,
        'aws-service-role/guardduty.amazonaws.com/',
      ),
    };
  }

  /** @throws RangeError if nobody has the name */
  person(name: string): Person {
    const person = this.people.get(name);
    if (!person) throw new RangeError(`nobody is named ${name}`);
    return person;
  }
}
