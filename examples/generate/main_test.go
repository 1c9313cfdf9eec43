package main

import (
	"bytes"
	"errors"
	"flag"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/require"

	"github.com/creative-cluster/kvartal/cluster"
	"github.com/creative-cluster/kvartal/examples/data"
	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// read are the files of a folder, by name.
func read(t testing.TB, folder string) map[string][]byte {
	t.Helper()
	files := map[string][]byte{}
	root := os.DirFS(folder)
	require.NoError(t, fs.WalkDir(root, ".", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		files[path], err = fs.ReadFile(root, path)
		return err
	}))
	return files
}

// same compares names and bytes, and says of a difference only where it is.
func same(t testing.TB, want, got map[string][]byte) {
	t.Helper()
	for name := range maps.Keys(want) {
		require.Contains(t, got, name)
	}
	require.Len(t, got, len(want))
	for name, content := range want {
		require.True(t, bytes.Equal(content, got[name]), "%s differs", name)
	}
}

// The committed set is what the program makes: nobody edited it by hand.
func TestCommittedSetIsGenerated(t *testing.T) {
	files, err := Generate(1, 1)
	require.NoError(t, err)
	same(t, read(t, "../data/set"), files)
}

func TestSameSeedSameBytes(t *testing.T) {
	one, err := Generate(7, 1)
	require.NoError(t, err)
	two, err := Generate(7, 1)
	require.NoError(t, err)
	same(t, one, two)
	other, err := Generate(8, 1)
	require.NoError(t, err)
	require.NotEqual(t, one["sales.csv"], other["sales.csv"])
	require.Equal(t, one["frame.json"], other["frame.json"], "the frame is not drawn")
}

// A larger set is right, and a month of it closes. So is one of another seed.
func TestOtherSetsLoadAndClose(t *testing.T) {
	for _, c := range []struct {
		seed             uint64
		scale            int
		residents, sales int
	}{{1, 3, 330, 18_000}, {42, 1, 110, 6_000}} {
		files, err := Generate(c.seed, c.scale)
		require.NoError(t, err)
		root := fstest.MapFS{}
		for name, content := range files {
			root[name] = &fstest.MapFile{Data: content}
		}
		set, err := data.Load(root)
		require.NoError(t, err)
		require.Len(t, set.Cluster.House.Residents, c.residents)
		require.Greater(t, len(set.Facts.Shop.Sales), c.sales)
		m := civil.MustMonth("2025-12")
		closed, err := set.Cluster.Close(cluster.Books{}, m, m.Next().First(), set.Facts)
		require.NoError(t, err)
		require.Greater(t, len(closed.Obligations), c.residents)
	}
}

// Without -out the names and sizes are printed, and nothing is written.
func TestRunPrintsWhatItMakes(t *testing.T) {
	var out bytes.Buffer
	require.NoError(t, run(nil, &out, io.Discard))
	require.Contains(t, out.String(), "  terms.json\n")
	require.Contains(t, out.String(), "  late/sales.csv\n")
	require.Equal(t, 12, strings.Count(out.String(), "\n"))
}

func TestRunWritesIntoAFolder(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "made", "here")
	schema := filepath.Join(t.TempDir(), "schema.json")
	require.NoError(t, run([]string{"-out", folder, "-schema", schema, "-seed", "3"}, io.Discard, io.Discard))
	want, err := Generate(3, 1)
	require.NoError(t, err)
	same(t, want, read(t, folder))
	text, err := os.ReadFile(schema)
	require.NoError(t, err)
	wanted, err := data.Schema()
	require.NoError(t, err)
	require.Equal(t, string(wanted), string(text))
}

func TestRunRefuses(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	require.NoError(t, os.WriteFile(file, nil, 0o600))
	for _, c := range []struct {
		args []string
		says string
		is   error
	}{
		{[]string{"-scale", "0"}, "-scale: 0, 1 to 100: out of range", finance.ErrRange},
		{[]string{"-scale", "101"}, "-scale: 101, 1 to 100: out of range", finance.ErrRange},
		{[]string{"-scale", "many"}, `invalid value "many" for flag -scale: parse error`, nil},
		{[]string{"-seed", "-1"}, `invalid value "-1" for flag -seed: parse error`, nil},
		{[]string{"-seeds", "1"}, "flag provided but not defined: -seeds", nil},
		{[]string{"set"}, "set: no flag, -h tells them: unknown", finance.ErrUnknown},
		{[]string{"-out", filepath.Join(file, "in")}, "not a directory", nil},
		{[]string{"-schema", filepath.Join(file, "in")}, "not a directory", nil},
	} {
		err := run(c.args, io.Discard, io.Discard)
		require.ErrorContains(t, err, c.says, c.args)
		if c.is != nil {
			require.ErrorIs(t, err, c.is, c.args)
		}
	}
	require.ErrorIs(t, run(nil, failing{}, io.Discard), io.ErrClosedPipe)
}

func TestHelpNamesEveryFlag(t *testing.T) {
	var out bytes.Buffer
	require.True(t, errors.Is(run([]string{"-h"}, io.Discard, &out), flag.ErrHelp))
	for _, flag := range []string{"-out folder", "-schema file", "-seed uint", "-scale int", "The same seed and scale give the same bytes"} {
		require.Contains(t, out.String(), flag)
	}
}

type failing struct{}

func (failing) Write([]byte) (int, error) { return 0, io.ErrClosedPipe }
