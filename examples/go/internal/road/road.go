package road

import (
	"bytes"
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
)

// ErrNotSent: the connection was refused or failed, so that nothing left this machine (C-11).
var ErrNotSent = errors.New("not sent")

var errNoRoot = errors.New("no certificate in the root that was given")

// Road posts to one base URL.
type Road struct {
	baseURL   string
	transport *http.Transport
}

// New trusts the root it was given and no other (C-18).
func New(baseURL, rootPem string) (*Road, error) {
	trust := &tls.Config{MinVersion: tls.VersionTLS12}
	if rootPem != "" {
		trust.RootCAs = x509.NewCertPool()
		if !trust.RootCAs.AppendCertsFromPEM([]byte(rootPem)) {
			return nil, errNoRoot
		}
	}
	secure := &tls.Dialer{Config: trust}
	return &Road{baseURL, &http.Transport{
		DialContext:    reportingNotSent(new(net.Dialer).DialContext),
		DialTLSContext: reportingNotSent(secure.DialContext),
		// On a used connection nobody can tell a request that never left from one whose answer was lost.
		DisableKeepAlives:  true,
		DisableCompression: true,
	}}, nil
}

type dial = func(ctx context.Context, network, address string) (net.Conn, error)

func reportingNotSent(dial dial) dial {
	return func(ctx context.Context, network, address string) (net.Conn, error) {
		connection, err := dial(ctx, network, address)
		if err != nil {
			return nil, fmt.Errorf("%w: %w", ErrNotSent, err)
		}
		return connection, nil
	}
}

// Post sends once: no retry, no redirection. Whatever is not a whole answer with status 200 is an error; where the
// context was given up, its cause.
func (r *Road) Post(ctx context.Context, service string, body []byte) ([]byte, error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, r.baseURL+"/"+service, bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	request.Header.Set("Content-Type", "application/json")
	answer, err := r.exchange(request)
	if err != nil && ctx.Err() != nil {
		return nil, context.Cause(ctx)
	}
	return answer, err
}

func (r *Road) exchange(request *http.Request) ([]byte, error) {
	response, err := r.transport.RoundTrip(request)
	if err != nil {
		return nil, err
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("HTTP %d", response.StatusCode)
	}
	return io.ReadAll(response.Body)
}
