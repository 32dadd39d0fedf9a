// Adopt reads the layouts of public Go services. What it says of them is held
// against what a person who knows them would say.
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import {
  adopt,
  adoptionReport,
} from '@golden-path/backstage-plugin-golden-path-node';
import { topologyFromEntities } from '@golden-path/backstage-plugin-topology-common';
import { parseAllDocuments } from 'yaml';
import { filesOf, MEASURED, readLayout, type Measured } from './layout';

/** Share of what is said that must be true, and of what is true that must be said. */
const REQUIRED = { precision: 0.95, recall: 0.8 };

interface Count {
  right: number;
  wrong: string[];
  missed: string[];
}

const counts = Object.fromEntries(
  MEASURED.map(area => [area, { right: 0, wrong: [], missed: [] }]),
) as unknown as Record<Measured, Count>;

const layouts = readdirSync(join(__dirname, 'layouts')).sort();

describe('adopting public Go services', () => {
  it('knows at least twenty', () => assert.ok(layouts.length >= 20));

  for (const name of layouts) {
    it(`proposes entities with evidence for ${name}`, async () => {
      const layout = await readLayout(name);
      const files = filesOf(layout);
      const adoption = adopt(files, { owner: 'group:default/them' });
      const claims = [...adoption.findings, ...adoption.proposals];
      for (const { evidence } of claims) {
        assert.ok(evidence.length > 0, 'a claim without evidence');
        for (const { path, line, why } of evidence) {
          assert.ok(files.has(path), `${path} is not in the repository`);
          const lines = files.get(path)?.split('\n').length ?? 0;
          assert.ok((line ?? 1) >= 1 && (line ?? 1) <= lines);
          assert.ok(why.length > 0);
        }
      }
      const entities = parseAllDocuments(adoption.catalogInfo.text).map(
        document => document.toJS(),
      );
      assert.equal(entities[0].kind, 'Component');
      assert.deepEqual(topologyFromEntities(entities).findings, []);
      assert.match(adoptionReport(adoption, []), /## Built with/);
      for (const area of MEASURED) {
        count(name, area, layout.expected[area], adoption.findings);
      }
    });
  }

  it('says little that is wrong, and misses little', () => {
    for (const area of MEASURED) {
      const { precision, recall } = rates(counts[area]);
      assert.ok(precision >= REQUIRED.precision, `${area}: ${precision}`);
      assert.ok(recall >= REQUIRED.recall, `${area}: ${recall}`);
    }
  });

  after(() => {
    for (const area of MEASURED) {
      const { right, wrong, missed } = counts[area];
      const { precision, recall } = rates(counts[area]);
      process.stdout.write(
        `${area.padEnd(10)} precision ${precision.toFixed(
          2,
        )}  recall ${recall.toFixed(2)}  (${right} right; wrong: ${
          wrong.join(', ') || 'none'
        }; missed: ${missed.join(', ') || 'none'})\n`,
      );
    }
  });
});

function count(
  name: string,
  area: Measured,
  expected: readonly string[],
  findings: ReturnType<typeof adopt>['findings'],
): void {
  const said = findings
    .filter(
      each =>
        each.area === area && ['certain', 'likely'].includes(each.confidence),
    )
    .map(each => each.name);
  const where = name.replace('.yaml', '');
  const total = counts[area];
  total.right += said.filter(each => expected.includes(each)).length;
  total.wrong.push(
    ...said
      .filter(each => !expected.includes(each))
      .map(each => `${each} in ${where}`),
  );
  total.missed.push(
    ...expected
      .filter(each => !said.includes(each))
      .map(each => `${each} in ${where}`),
  );
}

function rates({ right, wrong, missed }: Count) {
  return {
    precision: right / Math.max(1, right + wrong.length),
    recall: right / Math.max(1, right + missed.length),
  };
}
