package oidclogin

import (
	"crypto/aes"
	"crypto/cipher"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"strings"
	"sync"
	"time"
)

// rereading is the time after which a file of keys is read again.
const rereading = 10 * time.Second

// keyring encrypts what cookies hold, so that browsers can neither read nor change
// it: AES-256-GCM, each time with a random nonce.
type keyring struct {
	file string
	log  *slog.Logger

	mutex   sync.Mutex
	ciphers []cipher.AEAD
	read    time.Time
}

func newKeyring(keys, file string, log *slog.Logger) (*keyring, error) {
	if (keys == "") == (file == "") {
		return nil, errors.New("set one of LOGIN_KEYS and LOGIN_KEYS_FILE")
	}
	k := &keyring{file: file, log: log}
	if file != "" {
		return k, k.reread()
	}
	ciphers, err := parseKeys("LOGIN_KEYS", keys)
	k.ciphers = ciphers
	return k, err
}

// reread reads the keys of the file.
func (k *keyring) reread() error {
	k.read = time.Now()
	text, err := os.ReadFile(k.file)
	if err != nil {
		return fmt.Errorf("LOGIN_KEYS_FILE: %w", err)
	}
	ciphers, err := parseKeys("LOGIN_KEYS_FILE", string(text))
	if err == nil {
		k.ciphers = ciphers
	}
	return err
}

// parseKeys reads the keys of a setting, which stand apart by commas or white space.
func parseKeys(setting, text string) ([]cipher.AEAD, error) {
	const size = 32
	var ciphers []cipher.AEAD
	for i, word := range strings.FieldsFunc(text, func(r rune) bool { return r == ',' || r == ' ' || r == '\n' || r == '\r' || r == '\t' }) {
		key, err := base64.StdEncoding.DecodeString(word)
		if err != nil || len(key) != size {
			return nil, fmt.Errorf("%s: key %d is not 32 bytes in base64: make one with openssl rand -base64 32", setting, i+1)
		}
		block, err := aes.NewCipher(key)
		if err != nil {
			return nil, err
		}
		sealing, err := cipher.NewGCMWithRandomNonce(block)
		if err != nil {
			return nil, err
		}
		ciphers = append(ciphers, sealing)
	}
	if len(ciphers) == 0 {
		return nil, fmt.Errorf("%s holds no key: make one with openssl rand -base64 32", setting)
	}
	return ciphers, nil
}

// current returns the keys, the one that encrypts first. A file that cannot be read
// any more leaves those that are known.
func (k *keyring) current() []cipher.AEAD {
	k.mutex.Lock()
	defer k.mutex.Unlock()
	if k.file != "" && time.Since(k.read) >= rereading {
		if err := k.reread(); err != nil {
			k.log.Warn("the keys of sessions cannot be read again", slog.Any("error", err))
		}
	}
	return k.ciphers
}

// seal encrypts a value, for a cookie of that name and for no other.
func (k *keyring) seal(name string, value any) (string, error) {
	text, err := json.Marshal(value)
	if err != nil {
		return "", fmt.Errorf("encode the cookie %s: %w", name, err)
	}
	//nolint:gosec // it wants none: each time it makes one of its own
	sealed := k.current()[0].Seal(nil, nil, text, []byte(name))
	return base64.RawURLEncoding.EncodeToString(sealed), nil
}

// open reads what seal made for the name, and tells whether it could.
func (k *keyring) open(name, sealed string, into any) bool {
	text, err := base64.RawURLEncoding.DecodeString(sealed)
	if err != nil {
		return false
	}
	for _, key := range k.current() {
		if opened, err := key.Open(nil, nil, text, []byte(name)); err == nil {
			return json.Unmarshal(opened, into) == nil
		}
	}
	return false
}
