import { MONITORING, portsOutside, SAFE_METHODS, tcp } from './meshParts';
import type { MeshParts } from './meshParts';
import { selector } from './model';
import type { Manifests } from './model';
import { podsOf } from './network';

const CONTROL_PLANE = 'istio-system';
/** Certificates and configuration from istiod. */
const ISTIOD_PORT = 15012;
/** Metrics of the proxy. */
const TELEMETRY_PORT = 15020;

/** Failures before which the service cannot have seen the request. */
const UNSEEN = 'connect-failure,refused-stream';

/** What Istio needs to know of the service. */
export function istio(manifests: Manifests): MeshParts {
  const { name } = manifests;
  return {
    resources: {
      'destinationrule.yaml': destinationRule(name),
      'peerauthentication.yaml': peerAuthentication(manifests),
      'virtualservice.yaml': virtualService(name),
    },
    inside: {
      labels: { 'sidecar.istio.io/inject': 'true' },
      annotations: {
        'sidecar.istio.io/nativeSidecar': 'true',
        'traffic.sidecar.istio.io/excludeInboundPorts': portsOutside(manifests),
      },
    },
    outside: { labels: { 'sidecar.istio.io/inject': 'false' } },
    ingress: [{ from: [podsOf(MONITORING)], ports: tcp(TELEMETRY_PORT) }],
    egress: [{ to: [podsOf(CONTROL_PLANE)], ports: tcp(ISTIOD_PORT) }],
  };
}

/** Callers without an identity in the mesh are refused. */
function peerAuthentication(manifests: Manifests): object {
  return {
    apiVersion: 'security.istio.io/v1',
    kind: 'PeerAuthentication',
    metadata: { name: manifests.name },
    spec: {
      selector: { matchLabels: selector(manifests, 'server') },
      mtls: { mode: 'STRICT' },
    },
  };
}

/** Callers spread their requests, and leave a replica that fails alone. */
function destinationRule(name: string): object {
  return {
    apiVersion: 'networking.istio.io/v1',
    kind: 'DestinationRule',
    metadata: { name },
    spec: {
      host: name,
      trafficPolicy: {
        loadBalancer: { simple: 'LEAST_REQUEST' },
        outlierDetection: {
          consecutiveGatewayErrors: 5,
          interval: '10s',
          baseEjectionTime: '30s',
          maxEjectionPercent: 50,
        },
      },
    },
  };
}

/** What is safe is tried again; all else only if the service cannot have seen it. */
function virtualService(name: string): object {
  const route = [{ destination: { host: name } }];
  return {
    apiVersion: 'networking.istio.io/v1',
    kind: 'VirtualService',
    metadata: { name },
    spec: {
      hosts: [name],
      http: [
        {
          name: 'safe',
          match: SAFE_METHODS.map(exact => ({ method: { exact } })),
          route,
          retries: {
            attempts: 2,
            perTryTimeout: '5s',
            retryOn: `${UNSEEN},gateway-error,reset`,
          },
        },
        { name: 'any', route, retries: { attempts: 2, retryOn: UNSEEN } },
      ],
    },
  };
}
