/** The ports on which pods of a composed service answer. */
export const POD_PORTS = { http: 8080, grpc: 9090 } as const;
