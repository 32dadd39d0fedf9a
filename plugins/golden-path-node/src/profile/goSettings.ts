import type { Profile } from '@golden-path/backstage-plugin-golden-path-common';

/** Where Go modules come from, as environment variables of the Go command. */
export function goSettings(
  profile: Profile | undefined,
): Record<string, string> {
  const { proxy, private: own } = profile?.go ?? {};
  return {
    ...(proxy !== undefined && { GOPROXY: proxy }),
    ...(own !== undefined && { GOPRIVATE: own }),
  };
}
