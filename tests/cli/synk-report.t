# what is in a page, from standard input and from files
$ synk-grade -q -m sessions.csv | synk-report | grep -o '<title>.*</title>'
<title>synk report: 6 visits of 5 subjects</title>
$ synk-grade -q -m sessions.csv >g.json; synk-plan -q g.json >p.json; synk-diff -q g.json >d.json; synk-report g.json p.json - <d.json | grep -oE '<title>.*</title>|<p class="counts">.*'
<title>synk report: 6 visits of 5 subjects, 1 comparison of two visits, 6 planning worksheets, 4 errors</title>
<p class="counts">6 visits of 5 subjects, 1 comparison of two visits, 6 planning worksheets, 4 errors</p>
# every visit has its place, a link, its side and its degree in words
$ synk-grade -q -m sessions.csv | synk-report --no-data | grep -oE '<tr><td><a href="#v[0-9]+"><bdi>S[0-9]+|<article class="visit" id="v[0-9]+"|</i>[a-z]+</span></td><td class="num">[^/]*'
<tr><td><a href="#v1"><bdi>S01
</i>undetermined</span></td><td class="num"><span class="nk">–<
<tr><td><a href="#v2"><bdi>S02
</i>mild</span></td><td class="num">0.96<
<tr><td><a href="#v3"><bdi>S03
</i>moderate</span></td><td class="num">&gt;0.99<
<tr><td><a href="#v4"><bdi>S04
</i>severe</span></td><td class="num">0.98<
<tr><td><a href="#v5"><bdi>S04
</i>mild</span></td><td class="num">&gt;0.99<
<tr><td><a href="#v6"><bdi>S05
</i>undetermined</span></td><td class="num"><span class="nk">–<
<article class="visit" id="v1"
<article class="visit" id="v2"
<article class="visit" id="v3"
<article class="visit" id="v4"
<article class="visit" id="v5"
<article class="visit" id="v6"
# records of one person stand together, whatever order they come in
$ synk-grade -q -m sessions.csv >g.json; (grep -v post g.json; synk-plan -q g.json; grep post g.json; synk-diff -q g.json) | synk-report | grep -oE '<h2 id="s[^>]*>Subject.*|<h3[^>]*>[^S]*' | sed 's/ id="[^"]*"//' | grep -A9 S04
<h2>Subject <bdi>S04</bdi> <small>group <bdi>severe</bdi></small></h2>
<h3><bdi>
<h3><bdi>
<h3>Before and after: <bdi>
<h3>Worksheet: <bdi>
<h3>Worksheet: <bdi>
<h2>Subject <bdi>S05</bdi> <small>group <bdi>mild</bdi></small></h2>
<h3><bdi>
<h3>Worksheet: <bdi>
# output into a file; the same input gives the same bytes
$ synk-grade -q -m sessions.csv >g.json; synk-report -o a.html g.json; synk-report <g.json >b.html; cmp a.html b.html && echo the same
the same
$ synk-report -o nowhere/a.html sessions.csv
! synk-report: sessions.csv:1: expected JSON: a value, found 's'
! synk-report: nowhere/a.html.part: No such file or directory
? 3
# without records inside there is nothing to download but the table
$ synk-grade -q -m sessions.csv | synk-report --no-data | grep -c 'id="records"'
0
? 1
# an error record has a line of its own
$ echo '{"record":"synk-error/1","subject":"X1","visit":"a","tool":"synk-grade","code":"no_usable_photo","message":"no photo could be used","files":[{"file":"a.pts","error":"it is empty"}]}' | synk-report --no-data | sed -n '/id="errors"/,/<.section>/p' | tail -2
<tr><th scope="row"><bdi>X1</bdi> <span class="vs"><bdi>a</bdi></span></th><td>synk-grade</td><td>no usable photo</td><td>no photo could be used<br><small>a.pts: it is empty</small></td></tr>
</tbody></table></div></section>
# what is null is not known, and why
$ synk-grade -q rest=S04_pre_rest.pts | synk-report --no-data | grep -oE 'not known</b><br><small>[^<]*|<p class="nk">[^<]*' | sort | uniq -c
      6 <p class="nk">no photograph of the expression
      8 not known</b><br><small>no photograph of the expression
# markup in a record is text
$ echo '{"record":"synk-error/1","subject":"</script><img src=x onerror=alert(1)>","visit":"]]>&\"","code":"a\u003cb\ud83d\ude00\u0007","message":null}' | synk-report | grep -oE '<tr><th scope="row">.*'
<tr><th scope="row"><bdi>&lt;/script&gt;&lt;img src=x onerror=alert(1)&gt;</bdi> <span class="vs"><bdi>]]&gt;&amp;&quot;</bdi></span></th><td><span class="nk">not known</span></td><td>a&lt;b😀�</td><td><span class="nk">not known</span></td></tr>
# what is no UTF-8, and a broken escape
$ printf '{"record":"synk-error/1","subject":"a\377b\300\200","visit":"\\q","code":"\\ud800"}\n' | synk-report | grep -oE '<tr><th scope="row">.*'
<tr><th scope="row"><bdi>a�b��</bdi> <span class="vs"><bdi>?</bdi></span></th><td><span class="nk">not known</span></td><td>?</td><td><span class="nk">not known</span></td></tr>
# what is no record of ours is told, and the rest is done
$ (synk-grade -q -m sessions.csv; echo '{"record":"synk-marks/1"}'; echo '[1]'; echo '{"a":1}'; echo '{"broken"') | synk-report | grep -o '<title>.*</title>'
<title>synk report: 6 visits of 5 subjects</title>
! synk-report: <stdin>:7: expected a record of synk-grade, synk-plan or synk-diff, found synk-marks/1
! synk-report: <stdin>:8: expected a record of synk-grade, synk-plan or synk-diff, found an array
! synk-report: <stdin>:9: expected a record of synk-grade, synk-plan or synk-diff, found an object that names no record
! synk-report: <stdin>:10: expected JSON: ':', found the end on line 11
$ synk-report </dev/null | grep -o '<title>.*</title>'
<title>synk report: nothing</title>
! synk-report: <stdin>: expected records, found none
$ synk-report nowhere.json g.json | grep -o '<title>.*</title>'
<title>synk report: 6 visits of 5 subjects</title>
! synk-report: nowhere.json: No such file or directory
# blind: no name in the file, a key for its owner, nothing written over
$ synk-grade -q -m sessions.csv >g.json; (cat g.json; synk-plan -q g.json; synk-diff -q g.json) | synk-report --blind key.csv >blind.html; grep -cE 'S0[1-5]|severe</small>|\.pts|id="records"' blind.html; grep -oE '<article class="[a-z]*"' blind.html | sort | uniq -c; stat -c %a key.csv; cut -d, -f1 key.csv; cut -d, -f2- key.csv | sort
0
      6 <article class="plan"
      6 <article class="visit"
600
code
Visit 1
Visit 2
Visit 3
Visit 4
Visit 5
Visit 6
S01,v1,healthy,,
S02,v1,mild,,
S03,v1,moderate,,
S04,post,severe,,
S04,pre,severe,,
S05,v1,mild,,
subject,visit,group,repeat,rater
$ touch key.csv; synk-report --blind key.csv g.json
! synk-report: --blind: key.csv is there already, and a key is not written over
? 2
$ synk-report --blind key2.csv --tsv-multiqc qc g.json; ls key2.csv
! synk-report: --tsv-multiqc names visits, and --blind hides them
! ls: cannot access 'key2.csv': No such file or directory
? 2
# MultiQC
$ synk-grade -q -m sessions.csv | synk-report --tsv-multiqc qc -o a.html; sed 's/^#/|/' qc/synk_severity_mqc.tsv; grep -v '^#' qc/synk_scores_mqc.tsv
| id: 'synk_severity'
| section_name: 'Facial synkinesis: severity'
| description: 'by synk: share of the draws of landmark noise that have each degree. Research use; not calibrated.'
| plot_type: 'bargraph'
| pconfig:
|     id: 'synk_severity_plot'
|     title: 'synk: severity'
|     ylab: 'probability'
Sample	none	weakness_alone	mild	moderate	severe
S01_v1	0.860	0.000	0.140	0.000	0.000
S02_v1	0.000	0.035	0.965	0.000	0.000
S03_v1	0.000	0.000	0.000	1.000	0.000
S04_pre	0.000	0.000	0.000	0.015	0.985
S04_post	0.000	0.000	0.475	0.525	0.000
S05_v1	0.725	0.010	0.235	0.030	0.000
Sample	rest	movement	synkinesis	overall	brow_asymmetry	eye_asymmetry	mouth_asymmetry
S01_v1	98.192	97.741	94.218	96.973	1.268	0.752	4.080
S02_v1	98.987	76.092	97.362	87.134	19.461	0.600	17.319
S03_v1	96.278	80.081	61.711	79.538	12.303	3.759	19.400
S04_pre	74.405	53.037	46.642	56.780	34.007	11.089	63.742
S04_post	92.222	64.578	73.583	73.740	28.413	2.778	33.610
S05_v1	98.099						14.316
# id: 'synk_severity'
# section_name: 'Facial synkinesis: severity'
# description: 'by synk: share of the draws of landmark noise that have each degree. Research use; not calibrated.'
# plot_type: 'bargraph'
# pconfig:
#     id: 'synk_severity_plot'
#     title: 'synk: severity'
#     ylab: 'probability'
# usage
$ synk-report --help
usage: synk-report [options] [RECORDS|-]...

Makes a page to read, one file of HTML, from records.

  -o, --output FILE          write to FILE, not to standard output
      --photos DIR           show the photographs, with lines drawn in them
      --marks DIR            where the landmark files of --photos are (there)
      --blind KEYFILE        hide who it is, shuffle, and write the key
      --tsv-multiqc DIR      write tables for MultiQC into DIR
      --no-data              leave the records themselves out of the page
      --deidentify KEYFILE   codes in place of subjects and file names
  -q, --quiet                no warnings
  -h, --help                 print this
  -V, --version              print the version

The manual is synk-report(1).
$ synk-report --blnd
! synk-report: unknown option '--blnd'
? 2
$ synk-report -o
! synk-report: option '-o' needs an argument
? 2

# what is no text in one record costs no other, with codes or without
$ printf '{"record":"synk-error/1","subject":"\\ud800","message":"\\ud800"}\n' >e.json; for k in '' '--deidentify k'; do synk-report --no-data $k e.json g.json | grep -o '<p class="counts">.*'; synk-plan -q $k e.json g.json 2>/dev/null | wc -l; synk-diff -q $k --series e.json g.json 2>/dev/null | wc -l; done; rm e.json k
<p class="counts">6 visits of 5 subjects, 1 error</p>
6
6
<p class="counts">6 visits of 5 subjects, 1 error</p>
6
6
