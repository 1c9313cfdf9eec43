package finance_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/finance"
)

// all walks the table of currencies.
func all() (list []finance.Currency) {
	for c := finance.Currency(1); c.Validate() == nil; c++ {
		list = append(list, c)
	}
	return list
}

func TestCurrencyTable(t *testing.T) {
	numbers, codes := map[int]bool{}, []string{}
	for _, c := range all() {
		got, err := finance.ParseCurrency(c.Code())
		require.NoError(t, err)
		require.Equal(t, c, got, c.Code())
		require.False(t, numbers[c.Number()] && c != finance.XCG, "%v shares its number", c) // XCG took over that of ANG
		require.True(t, c.Number() > 0 && c.Number() < 1000, c.Code())
		require.NotEmpty(t, c.Name(), c.Code())
		require.Equal(t, c.Code(), c.String())
		numbers[c.Number()] = true
		codes = append(codes, c.Code())
	}
	require.True(t, slices.IsSorted(codes))
	require.Equal(t, finance.AED, all()[0])
	require.Equal(t, finance.ZWL, all()[len(all())-1])
}

// Digits other than two, from list one of ISO 4217 as of January 2026.
func TestMinorDigits(t *testing.T) {
	digits := map[int][]finance.Currency{
		0: {finance.BIF, finance.CLP, finance.DJF, finance.GNF, finance.ISK, finance.JPY, finance.KMF, finance.KRW, finance.PYG, finance.RWF,
			finance.UGX, finance.UYI, finance.VND, finance.VUV, finance.XAF, finance.XOF, finance.XPF},
		3: {finance.BHD, finance.IQD, finance.JOD, finance.KWD, finance.LYD, finance.OMR, finance.TND},
		4: {finance.CLF, finance.UYW},
	}
	got := map[int][]finance.Currency{}
	for _, c := range all() {
		if c.Digits() != 2 {
			got[c.Digits()] = append(got[c.Digits()], c)
		}
	}
	require.Equal(t, digits, got)
	require.Equal(t, 643, finance.RUB.Number())
	require.Equal(t, "Russian Ruble", finance.RUB.Name())
}

func TestParseCurrencyRefuses(t *testing.T) {
	for s, want := range map[string]error{
		"": finance.ErrMissing, "rub": finance.ErrCurrency, "RU": finance.ErrCurrency, "RUBL": finance.ErrCurrency,
		"XAU": finance.ErrCurrency, "XXX": finance.ErrCurrency, "AAA": finance.ErrCurrency, "AAB": finance.ErrCurrency, "ZZZ": finance.ErrCurrency,
		"R\x00B": finance.ErrCurrency, "РУБ": finance.ErrCurrency,
	} {
		got, err := finance.ParseCurrency(s)
		require.ErrorIs(t, err, want, s)
		require.Zero(t, got, s)
	}
}

func TestNoCurrency(t *testing.T) {
	var none finance.Currency
	require.ErrorIs(t, none.Validate(), finance.ErrMissing)
	require.Empty(t, none.Code()+none.Name())
	require.Zero(t, none.Number()+none.Digits())
	for _, beyond := range []finance.Currency{finance.ZWL + 1, 1<<16 - 1} {
		require.ErrorIs(t, beyond.Validate(), finance.ErrCurrency)
		require.Empty(t, beyond.Code())
		require.Zero(t, beyond.Digits())
		text, err := beyond.AppendText([]byte("in "))
		require.ErrorIs(t, err, finance.ErrCurrency)
		require.Equal(t, "in ", string(text))
		_, err = beyond.Value()
		require.ErrorIs(t, err, finance.ErrCurrency)
	}
}
