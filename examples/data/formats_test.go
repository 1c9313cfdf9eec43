package data_test

import (
	"bytes"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/brand"
	"github.com/creative-cluster/kvartal/cluster"
	"github.com/creative-cluster/kvartal/cluster/tenancy"
	"github.com/creative-cluster/kvartal/examples/data"
	"github.com/creative-cluster/kvartal/finance/ledger"
	"github.com/creative-cluster/kvartal/finance/terms"
	"github.com/creative-cluster/kvartal/partnership"
)

// The documentation names every file, column and kind of clause.
func TestFormatsNameEverything(t *testing.T) {
	content, err := os.ReadFile("FORMATS.md")
	require.NoError(t, err)
	text := string(content)
	for _, name := range data.Files() {
		require.Contains(t, text, name)
	}
	for _, k := range data.Kinds() {
		require.Contains(t, text, "`"+k.Name()+"`")
	}
	_, facts, found := strings.Cut(text, "## Facts")
	require.True(t, found)
	for file, columns := range map[string][]string{
		"sales.csv": header[tenancy.Sale](t), "deliveries.csv": header[brand.Delivery](t), "shop_sales.csv": header[brand.Sale](t),
		"returns.csv": header[brand.Return](t), "withdrawals.csv": header[brand.Withdrawal](t), "voids.csv": header[brand.Void](t),
		"placements.csv": header[partnership.Placement](t), "costs.csv": header[cluster.Cost](t), "payments.csv": header[ledger.Payment](t),
		"budget.csv": header[cluster.BudgetLine](t),
	} {
		require.Contains(t, facts, "**"+file+"**")
		for _, column := range columns {
			require.Contains(t, facts, "`"+column+"`", file)
		}
		if committed, ok := good(t)[file]; ok {
			first, _, _ := strings.Cut(committed, "\n")
			require.Equal(t, strings.Join(columns, ","), first, file)
		}
	}
}

func header[T any](t testing.TB) []string {
	t.Helper()
	var out bytes.Buffer
	require.NoError(t, terms.WriteRows[T](&out, nil))
	return strings.Split(strings.TrimSpace(out.String()), ",")
}

// The problems that the documentation shows are those that a reader would see.
func TestFormatsShowRealProblems(t *testing.T) {
	text, err := os.ReadFile("FORMATS.md")
	require.NoError(t, err)
	set := good(t)
	set.edit(t, edit{termsFile, `"id": "L-003"`, `"R-003"`, `"R-999"`})
	require.Contains(t, string(text), set.refused(t)[0])
	set = good(t)
	set.edit(t, edit{"shop_sales.csv", "", "B-001-c,2025-12-23,2025-12-23,1", "B-001-c,2025-12-23,2025-12-23,999"})
	require.Contains(t, string(text), set.refused(t)[0])
}
