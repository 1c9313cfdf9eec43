package accrual_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// Days and months as readers of a language write them.
func TestDatesOfALanguage(t *testing.T) {
	day, month := civil.MustDate("2026-03-09"), civil.MustMonth("2026-03")
	require.Equal(t, []string{"2026-03-09", "2026-03"}, []string{accrual.English.Date(day), accrual.English.Month(month)})
	require.Equal(t, []string{"09.03.2026", "03.2026"}, []string{accrual.Russian.Date(day), accrual.Russian.Month(month)})
	require.Equal(t, civil.Date{}.String(), accrual.Russian.Date(civil.Date{}))
	require.Equal(t, civil.Month{}.String(), accrual.Russian.Month(civil.Month{}))
}
