import { MONITORING, portsOutside, SAFE_METHODS, tcp } from './meshParts';
import type { MeshParts } from './meshParts';
import type { Manifests } from './model';
import { podsOf } from './network';

const CONTROL_PLANE = 'linkerd';
/** Identity, destinations and policies from the control plane. */
const CONTROL_PLANE_PORTS = [8080, 8086, 8090];
/** Proxies reach each other here, whatever port the request is for. */
const INBOUND_PORT = 4143;
/** Metrics of the proxy. */
const PROXY_ADMIN_PORT = 4191;

/** What Linkerd needs to know of the service. */
export function linkerd(manifests: Manifests): MeshParts {
  return {
    resources: httpRoutes(manifests),
    inside: {
      annotations: {
        'linkerd.io/inject': 'enabled',
        'config.beta.linkerd.io/proxy-enable-native-sidecar': 'true',
        'config.linkerd.io/default-inbound-policy': 'all-authenticated',
        'config.linkerd.io/skip-inbound-ports': portsOutside(manifests),
      },
    },
    outside: { annotations: { 'linkerd.io/inject': 'disabled' } },
    service: { 'balancer.linkerd.io/failure-accrual': 'consecutive' },
    ingress: [
      { from: [podsOf()], ports: tcp(INBOUND_PORT) },
      { from: [podsOf(MONITORING)], ports: tcp(PROXY_ADMIN_PORT) },
    ],
    egress: [
      { to: [podsOf()], ports: tcp(INBOUND_PORT) },
      { to: [podsOf(CONTROL_PLANE)], ports: tcp(...CONTROL_PLANE_PORTS) },
    ],
  };
}

/**
 * A route for what is safe to try again, and one for all the rest: whatever no
 * route of a Service matches is answered with 404. gRPC needs none, for no
 * method says of itself that it is safe.
 */
function httpRoutes({ name, ports = {} }: Manifests): Record<string, object> {
  const { http: port } = ports;
  if (!port) return {};
  const parentRefs = [{ group: '', kind: 'Service', name, port: port.service }];
  const backendRefs = [{ name, port: port.service }];
  const route = (metadata: object, matches: object[]) => ({
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'HTTPRoute',
    metadata,
    spec: { parentRefs, rules: [{ matches, backendRefs }] },
  });
  const path = { type: 'PathPrefix', value: '/' };
  return {
    'httproute-safe.yaml': route(
      {
        name: `${name}-safe`,
        annotations: {
          'retry.linkerd.io/http': 'gateway-error',
          'retry.linkerd.io/limit': '2',
          'retry.linkerd.io/timeout': '5s',
        },
      },
      SAFE_METHODS.map(method => ({ path, method })),
    ),
    'httproute.yaml': route({ name }, [{ path }]),
  };
}
