package calling

import "context"

// Credentials tell a service who calls it.
type Credentials interface {
	// Token returns a bearer token (RFC 6750) that is meant for the service. It
	// fails with a Failure.
	Token(ctx context.Context) (string, error)
	// Refused says that the service did not take the token: it is not given again.
	Refused(token string)
}

// Authorize lets each attempt carry a token. It is for the start: nothing may be
// called yet.
func (c *Caller) Authorize(credentials Credentials) { c.credentials = credentials }

// Attempt makes one attempt with a token, which is empty for a service that wants
// none. Where send says that the service refused the token, it is called once
// more with a new one: nothing has happened yet.
func (c *Caller) Attempt(ctx context.Context, send func(ctx context.Context, token string) (refused bool, err error)) error {
	if c.credentials == nil {
		_, err := send(ctx, "")
		return err
	}
	token, err := c.credentials.Token(ctx)
	if err != nil {
		return err
	}
	refused, err := send(ctx, token)
	if !refused {
		return err
	}
	c.credentials.Refused(token)
	if token, err = c.credentials.Token(ctx); err != nil {
		return err
	}
	_, err = send(ctx, token)
	return err
}
