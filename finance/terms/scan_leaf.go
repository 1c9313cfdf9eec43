package terms

import "bytes"

// text passes a text with its quotes.
func (s *scanner) text() error {
	for s.at++; s.at < len(s.data); s.at++ {
		switch c := s.data[s.at]; {
		case c == '"':
			s.at++
			return nil
		case c < ' ':
			return s.unexpected()
		case c == '\\':
			if err := s.escape(); err != nil {
				return err
			}
		}
	}
	return s.unexpected()
}

// escape passes an escape but for its last byte.
func (s *scanner) escape() error {
	s.at++
	if s.at >= len(s.data) || bytes.IndexByte([]byte(`"\/bfnrtu`), s.data[s.at]) < 0 {
		return s.unexpected()
	}
	if s.data[s.at] != 'u' {
		return nil
	}
	for range 4 {
		s.at++
		if s.at >= len(s.data) || !isHex(s.data[s.at]) {
			return s.unexpected()
		}
	}
	return nil
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

func isHex(c byte) bool { return isDigit(c) || 'a' <= c|0x20 && c|0x20 <= 'f' }

// number passes a number of JSON's grammar, however large.
func (s *scanner) number() error {
	s.skip('-')
	if !s.skip('0') && !s.digits() {
		return s.unexpected()
	}
	if s.skip('.') && !s.digits() {
		return s.unexpected()
	}
	if s.skip('e') || s.skip('E') {
		_ = s.skip('+') || s.skip('-')
		if !s.digits() {
			return s.unexpected()
		}
	}
	return nil
}

// skip passes the given byte if it is next.
func (s *scanner) skip(c byte) bool {
	if s.at >= len(s.data) || s.data[s.at] != c {
		return false
	}
	s.at++
	return true
}

// digits passes digits and reports whether there were any.
func (s *scanner) digits() bool {
	from := s.at
	for s.at < len(s.data) && isDigit(s.data[s.at]) {
		s.at++
	}
	return s.at > from
}

// word passes null, true or false.
func (s *scanner) word(w string) func() error {
	return func() error {
		for i := range len(w) {
			if !s.skip(w[i]) {
				return s.unexpected()
			}
		}
		return nil
	}
}
