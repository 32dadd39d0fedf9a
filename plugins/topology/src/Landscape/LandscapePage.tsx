import { Content, Header, Page } from '@backstage/core-components';
import { Landscape } from './Landscape';

/** The landscape with the frame that pages of the old frontend system bring themselves. */
export function LandscapePage() {
  return (
    <Page themeId="tool">
      <Header title="Topology" />
      <Content>
        <Landscape />
      </Content>
    </Page>
  );
}
