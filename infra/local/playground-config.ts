import type { LocalPerson } from './people.ts';

/**
 * The content of `.m365agentsplayground.yml`: the demo tenant, one person as the current user, and five
 * others, which the Playground insists on. JSON is YAML. Source: the schema inside m365agentsplayground 0.2.28.
 */
export function playgroundConfig(options: {
  readonly tenantId: string;
  readonly bot: { readonly id: string; readonly name: string };
  /** The current user. */
  readonly person: LocalPerson;
  /** At least five others. */
  readonly others: readonly LocalPerson[];
}): string {
  const { tenantId, bot, person, others } = options;
  const fiveOthers = others.slice(0, 5);
  if (fiveOthers.length < 5) throw new Error('The Playground wants five other users.');
  return JSON.stringify(
    {
      version: '0.1.1',
      tenantId,
      bot: { id: `28:${bot.id}`, name: bot.name },
      currentUser: user(person),
      users: fiveOthers.map(user),
      personalChat: { id: `playground-${person.id}` },
      groupChat: { id: 'playground-group', name: 'Group chat' },
      team: {
        id: 'playground-team',
        name: 'Team',
        aadGroupId: '00000000-0000-4000-8000-000000000031',
        channels: [],
      },
    },
    undefined,
    2,
  );
}

function user(person: LocalPerson): Readonly<Record<string, string>> {
  const [givenName = person.name, ...rest] = person.name.split(' ');
  return {
    id: `29:${person.id}`,
    name: person.name,
    userPrincipleName: person.mail,
    aadObjectId: person.id,
    givenName,
    surname: rest.join(' '),
    email: person.mail,
  };
}
