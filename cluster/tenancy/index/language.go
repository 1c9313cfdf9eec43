package index

import "github.com/creative-cluster/kvartal/finance"

// Language is one in which a review is told. The zero Language is English. The
// values are those of accrual.Language.
type Language uint8

// The languages.
const (
	English Language = iota
	Russian
)

var languageNames = finance.NewNames[Language]("language", "en", "ru")

// String is the code of the language: en, ru.
func (l Language) String() string { return languageNames.Text(l) }

// MarshalText writes what String writes; an unknown language is an error.
func (l Language) MarshalText() ([]byte, error) { return languageNames.Marshal(l) }

// UnmarshalText reads what String writes.
func (l *Language) UnmarshalText(text []byte) error { return languageNames.Unmarshal(l, text) }
