import { decodeTopology, encodeTopology } from '../api/compact';
import { insights } from '../insight/insights';
import { toJson } from '../render/toJson';
import { topologyFromEntities } from './topologyFromEntities';

const service = (name: string) => ({
  kind: 'Component',
  metadata: { name },
  spec: { type: 'service', dependsOn: ['resource:ledger'] },
});

/** Two services on one database, which has the annotation. */
const withAnnotation = (text: string) =>
  topologyFromEntities([
    service('orders'),
    service('payments'),
    {
      kind: 'Resource',
      metadata: {
        name: 'ledger',
        annotations: { 'goldenpath.dev/accepted-findings': text },
      },
      spec: { type: 'database' },
    },
  ]);

const sharedOf = ({ topology }: ReturnType<typeof withAnnotation>) =>
  insights(topology).find(({ rule }) => rule === 'shared-database');

describe('an accepted finding', () => {
  const accepted = withAnnotation(
    '{"shared-database": " payments leaves in March "}',
  );

  it('has the reason that the entity of its marked node gives', () => {
    expect(accepted.findings).toEqual([]);
    expect(sharedOf(accepted)?.accepted).toBe('payments leaves in March');
    expect(sharedOf(withAnnotation('{"orphan": "new"}'))).not.toHaveProperty(
      'accepted',
    );
  });

  it('stays accepted over the wire, and stands in what is exported', () => {
    const { topology } = accepted;
    expect(decodeTopology(encodeTopology(topology))).toStrictEqual(topology);
    expect(JSON.parse(toJson(topology)).nodes).toContainEqual(
      expect.objectContaining({
        accepted: { 'shared-database': 'payments leaves in March' },
      }),
    );
  });

  it.each([
    ['no', 'is no JSON object; write {"shared-database": "<the reason>"}'],
    ['{"mess": "x"}', '["mess"] is no rule; use one of cycle, shared-database'],
    ['{"orphan": " "}', '["orphan"] has no reason; write why it may stay'],
    ['{"__proto__": "x"}', '["__proto__"] is no rule; use one of'],
  ])('is none where the annotation is %s', (text, problem) => {
    const read = withAnnotation(text);
    expect(read.findings).toHaveLength(1);
    expect(read.findings[0]).toMatchObject({
      entityRef: 'resource:default/ledger',
      message: expect.stringContaining(problem),
    });
    expect(read.findings[0]!.message).toContain(
      "metadata.annotations['goldenpath.dev/accepted-findings']",
    );
    expect(sharedOf(read)).toBeDefined();
    expect(sharedOf(read)).not.toHaveProperty('accepted');
  });
});
