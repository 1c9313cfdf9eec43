package finance_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/finance"
)

func TestParseMoney(t *testing.T) {
	for s, want := range map[string]finance.Money{
		"12500.00 RUB":                    rub(1250000),
		"12500 RUB":                       rub(1250000),
		"12500.5 RUB":                     rub(1250050),
		"-0.01 RUB":                       rub(-1),
		"-0 RUB":                          rub(0),
		"007.00 RUB":                      rub(700),
		"500 JPY":                         finance.Minor(500, finance.JPY),
		"1.234 KWD":                       finance.Minor(1234, finance.KWD),
		"1.2345 UYW":                      finance.Minor(12345, finance.UYW),
		"0":                               {},
		"92233720368547758.07 RUB":        largest,
		"-92233720368547758.08 RUB":       smallest,
		"9223372036854775807 JPY":         finance.Minor(1<<63-1, finance.JPY),
		"0.00 RUB":                        rub(0),
		strings.Repeat("0", 39) + "1 JPY": finance.Minor(1, finance.JPY),
	} {
		got, err := finance.ParseMoney(s)
		require.NoError(t, err, s)
		require.Equal(t, want, got, s)
	}
}

func TestParseMoneyRefuses(t *testing.T) {
	for s, want := range map[string]error{
		"":                                      finance.ErrMissing,
		"12500":                                 finance.ErrSyntax,
		"12500RUB":                              finance.ErrSyntax,
		"RUB":                                   finance.ErrSyntax,
		" RUB":                                  finance.ErrSyntax,
		"- RUB":                                 finance.ErrSyntax,
		". RUB":                                 finance.ErrSyntax,
		"-. RUB":                                finance.ErrSyntax,
		".5 RUB":                                finance.ErrSyntax,
		"5. RUB":                                finance.ErrSyntax,
		"1.2.3 RUB":                             finance.ErrSyntax,
		".5.5 RUB":                              finance.ErrSyntax,
		"..5 RUB":                               finance.ErrSyntax,
		"+5 RUB":                                finance.ErrSyntax,
		"--5 RUB":                               finance.ErrSyntax,
		"1e3 RUB":                               finance.ErrSyntax,
		"1,5 RUB":                               finance.ErrSyntax,
		"1 000 RUB":                             finance.ErrSyntax,
		"5  RUB":                                finance.ErrSyntax,
		" 5 RUB":                                finance.ErrSyntax,
		"5 RUB ":                                finance.ErrSyntax,
		"5\u00a0RUB":                            finance.ErrSyntax,
		"٥ RUB":                                 finance.ErrSyntax, // an Arabic five
		"5/1 RUB":                               finance.ErrSyntax, // the byte before the digits
		"5:1 RUB":                               finance.ErrSyntax, // the byte after them
		"5 rub":                                 finance.ErrCurrency,
		"5 XXX":                                 finance.ErrCurrency,
		"5 XAU":                                 finance.ErrCurrency,
		"5 @@@":                                 finance.ErrCurrency,
		"5 [[[":                                 finance.ErrCurrency,
		"5.001 RUB":                             finance.ErrRange,
		"5.0 JPY":                               finance.ErrRange,
		"92233720368547758.08 RUB":              finance.ErrOverflow,
		"-92233720368547758.09 RUB":             finance.ErrOverflow,
		"922337203685477580700 RUB":             finance.ErrOverflow,
		"184467440737095517 RUB":                finance.ErrOverflow, // beyond 64 bits only with its kopecks
		"18446744073709551616 JPY":              finance.ErrOverflow,
		strings.Repeat("0", 40) + "1 JPY":       finance.ErrLimit,
		strings.Repeat("9", 1_000_000) + " RUB": finance.ErrLimit,
	} {
		got, err := finance.ParseMoney(s)
		require.ErrorIs(t, err, want, "%.60q", s)
		require.Zero(t, got, "%.60q", s)
	}
}

func TestMoneyPrints(t *testing.T) {
	for want, m := range map[string]finance.Money{
		"12500.00 RUB":              rub(1250000),
		"-0.01 RUB":                 rub(-1),
		"0.00 RUB":                  rub(0),
		"0":                         {},
		"500 JPY":                   finance.Minor(500, finance.JPY),
		"-1.005 KWD":                finance.Minor(-1005, finance.KWD),
		"0.0001 UYW":                finance.Minor(1, finance.UYW),
		"-92233720368547758.08 RUB": smallest,
	} {
		require.Equal(t, want, m.String())
		text, err := m.AppendText([]byte("due "))
		require.NoError(t, err)
		require.Equal(t, "due "+want, string(text))
	}
	text, err := finance.Minor(1, 0).AppendText([]byte("due "))
	require.ErrorIs(t, err, finance.ErrCurrency)
	require.Equal(t, "due ", string(text))
}
