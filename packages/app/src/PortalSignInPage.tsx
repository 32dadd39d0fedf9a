import { ProxiedSignInPage, SignInPage } from '@backstage/core-components';
import { githubAuthApiRef } from '@backstage/core-plugin-api';
import {
  SignInPageBlueprint,
  type SignInPageProps,
} from '@backstage/plugin-app-react';
import { z } from 'zod';

const githubProvider = {
  id: 'github',
  title: 'GitHub',
  message: 'Sign in with GitHub',
  apiRef: githubAuthApiRef,
};

function GithubSignIn(props: SignInPageProps) {
  return <SignInPage {...props} auto provider={githubProvider} />;
}

function signInWithoutClick(provider: string) {
  return (props: SignInPageProps) => (
    <ProxiedSignInPage {...props} provider={provider} />
  );
}

/**
 * Signs in with the provider that the extension's `provider` names: `github`
 * asks on a page; any other, such as `guest`, is one that needs no click.
 */
export const portalSignInPage = SignInPageBlueprint.makeWithOverrides({
  configSchema: { provider: z.string().default('guest') },
  factory: (originalFactory, { config }) =>
    originalFactory({
      loader: async () =>
        config.provider === 'github'
          ? GithubSignIn
          : signInWithoutClick(config.provider),
    }),
});
