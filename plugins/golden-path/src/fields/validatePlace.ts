import { scmIntegrationsApiRef } from '@backstage/integration-react';
import type { CustomFieldValidator } from '@backstage/plugin-scaffolder-react';
import {
  findGoldenPath,
  hostProblem,
  protectionProblem,
} from '@golden-path/backstage-plugin-golden-path-common';
import { parsePlace } from '../answers/place';
import { placeProblems } from '../answers/placeProblems';
import { goldenPathApiRef } from '../api/goldenPathApi';

/** Refuses Next while the repository has no complete place, or one that is not allowed. */
export const validatePlace: CustomFieldValidator<
  string,
  { goldenPath: string }
> = async (value, field, { apiHolder, uiSchema }) => {
  const place = parsePlace(value);
  const host = apiHolder.get(scmIntegrationsApiRef)?.byHost(place.host);
  const [first] = placeProblems(place, host?.type);
  if (first) {
    field.addError(first.message);
    return;
  }
  const goldenPath = uiSchema?.['ui:options']?.goldenPath;
  const api = apiHolder.get(goldenPathApiRef);
  if (!goldenPath || !api) return;
  const catalogue = await api.catalogueOf(goldenPath);
  const { profile } = catalogue;
  const protection =
    profile?.protection ?? findGoldenPath(catalogue, goldenPath)?.protection;
  const problems = [
    profile && hostProblem(profile, place.host),
    protection && host && protectionProblem(host.type),
  ];
  for (const problem of problems) if (problem) field.addError(problem);
};
