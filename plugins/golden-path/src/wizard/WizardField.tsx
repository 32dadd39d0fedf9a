import { useApi } from '@backstage/core-plugin-api';
import type {
  Answers,
  Catalogue,
  Place,
} from '@golden-path/backstage-plugin-golden-path-common';
import { contentsOf } from '../answers/contents';
import type { WizardSection } from '../answers/evaluate';
import { PatternPicker } from '../patterns/PatternPicker';
import { PreviewPage } from '../preview/PreviewPage';
import { ContentsEditor } from '../resources/ContentsEditor';
import { ServiceForm } from '../service/ServiceForm';
import { useSystemOfCatalog } from '../service/useSystemOfCatalog';
import { wizardSessionsApiRef } from '../session/wizardSessions';
import type { Beginning } from './begin';
import { useAnswers } from './useAnswers';
import { usePreview, type LivePreview } from './usePreview';
import { useWizard } from './useWizard';
import type { Wizard } from './wizard';
import { WizardFrame } from './WizardFrame';

const forms = {
  service: ServiceForm,
  patterns: PatternPicker,
  resources: ContentsEditor,
};

/** The page of the wizard that a section asks for. */
export function WizardField(props: {
  readonly catalogue: Catalogue;
  readonly goldenPath: string;
  readonly section: WizardSection;
  readonly formData: unknown;
  readonly onChange: (answers: Answers) => void;
  readonly refused: boolean;
  readonly place: Place;
  readonly beginning: Beginning;
}) {
  const { catalogue, goldenPath, section, place, refused } = props;
  const session = useApi(wizardSessionsApiRef).of(goldenPath);
  const form = useAnswers(
    goldenPath,
    contentsOf(catalogue, goldenPath),
    session,
    props,
  );
  const wizard = useWizard(
    { catalogue, section, session, place, refused },
    form,
  );
  const live = usePreview(session, wizard?.resolution.composition);
  if (!wizard) return null;
  return <WizardPage {...props} wizard={wizard} live={live} />;
}

function WizardPage(props: {
  readonly wizard: Wizard;
  readonly live: LivePreview;
  readonly section: WizardSection;
  readonly beginning: Beginning;
}) {
  const { wizard, live, section, beginning } = props;
  useSystemOfCatalog(wizard);
  if (section === 'preview') return <PreviewPage wizard={wizard} live={live} />;
  const Form = forms[section];
  return (
    <WizardFrame {...{ wizard, live, section, beginning }}>
      <Form wizard={wizard} />
    </WizardFrame>
  );
}
