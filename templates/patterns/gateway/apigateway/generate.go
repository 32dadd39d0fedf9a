package apigateway

//go:generate go -C ../.. tool -modfile=tools/grpc/go.mod buf generate
