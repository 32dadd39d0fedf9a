/**
 * The query with the matcher of a service for `$self`: a ServiceMonitor names the
 * job after the Service.
 */
export function aboutService(expr: string, service: string): string {
  return expr.replace(/\$self\b/g, `job="${service}"`);
}
