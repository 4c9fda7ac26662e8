# the pipe: which rules fire, and what holds them
$ synk-grade --scale 0.105 -m sessions.csv 2>/dev/null | synk-plan -q -f csv | cut -d, -f1-3,5-8 | grep -E 'E1|B1,'
S02,v1,E1,,left,not_met,
S02,v1,B1,,right,not_met,
S03,v1,E1,,right,withheld,G1
S03,v1,B1,,left,not_met,
S04,pre,E1,,left,dropped,X2
S04,pre,B1,,right,dropped,X2
S04,post,E1,,left,undecided,
S04,post,B1,,right,undecided,
S05,v1,E1,,left,undecided,
S05,v1,B1,,right,undecided,
$ synk-grade --scale 0.105 -m sessions.csv 2>/dev/null | synk-plan -q | grep -o '"subject":"S0[14]","visit":"p*[rv][^}]*"refused":[^,]*' | cut -c1-100
"subject":"S01","visit":"v1","side":"none","severity":"undetermined","days_since_onset":null,"days_s
"subject":"S04","visit":"pre","side":"left","severity":"severe","days_since_onset":null,"days_since_
$ synk-grade -m sessions.csv 2>/dev/null | grep S01 | synk-plan -f text | sed 's/[0-9a-f]\{12\}/HASH/g'
Research use only. Not a medical device; not a prescription, an order or a
dosing instruction. Candidates are for review by a specialist in facial palsy,
who must examine the patient. Use here is off-label: synkinesis is no labelled
indication of any botulinum toxin product. All botulinum toxin products carry a
boxed warning of distant spread of toxin effect.
PLANNING WORKSHEET: subject S01, visit v1
affected  neither side: declared a healthy control
Nothing measured to treat: no side is affected.
NOT ASSESSED: platysma, mentalis, nasolabial fold, buccinator, skin wrinkles,
muscle tone, tearing, patient report: absence in landmarks is not absence.
SOURCES: synk-plan --list sources. Rules HASH, norms HASH.

Specialist ______________________________   Date ____________________

# with the clinician's answers a sign becomes a candidate
$ { echo '{"S03":{"affected_side":"right","not_mirrored":true,"days_since_onset":500,'; for q in $(synk-plan --list questions | grep -oE '^[a-z0-9_]+'); do case $q in cause_on_record|adult|never_injected|closes_*|corneal_sensation_normal) echo "\"$q\":true,";; *) echo "\"$q\":false,";; esac; done | sed '$s/,$/}}/'; } >/tmp/synk.$$; synk-grade --scale 0.105 -m sessions.csv 2>/dev/null | grep S03 | synk-plan -f csv --answers /tmp/synk.$$ | grep candidate; rm /tmp/synk.$$
S03,v1,E1,eye,orbicularis oculi,right,candidate,,1.000,1.000,C

# refused
$ synk-grade --draws 0 --side left rest=S02_v1_rest.pts | synk-plan | grep -o '"refused":"[^"]*"'
"refused":"the grade has no draws: without probabilities no rule can be judged (synk-grade --draws 200)"
! synk-plan: <stdin>:1: the grade has no draws: without probabilities no rule can be judged (synk-grade --draws 200)
$ synk-grade rest=S02_v1_rest.pts | synk-plan | grep -o '"refused":"[^"]*"'
"refused":"the affected side is unknown: a plan needs left or right"
! synk-plan: <stdin>:1: the affected side is unknown: a plan needs left or right
$ synk-grade --side both rest=S02_v1_rest.pts | synk-plan | grep -o '"refused":"[^"]*"'
"refused":"the affected side is both: a plan needs left or right"
! synk-plan: <stdin>:1: the affected side is both: a plan needs left or right
$ echo '{"record":"synk-grade/0"}' | synk-plan
! synk-plan: <stdin>:1: expected a record synk-grade/1, found 'synk-grade/0'
? 1
$ synk-grade rest=missing.pts 2>/dev/null | synk-plan | cut -c1-60
{"record":"synk-error/1","subject":null,"visit":null,"group"
! synk-plan: <stdin>:1: no photograph of this exam could be used
$ echo '{"record":' | synk-plan
! synk-plan: <stdin>:1: expected JSON: a value, found the end on line 2
? 1
$ echo 17 | synk-plan
! synk-plan: <stdin>:1: expected a record synk-grade/1, found a number
? 1

# one row for a healthy control, and one for what is refused
$ synk-grade -m sessions.csv 2>/dev/null | synk-plan -f csv | grep -E '^S01|^S03,v1,E1'
S01,v1,,,,,control,,,,
S03,v1,E1,eye,,right,undecided,,0.000,1.000,C
$ echo '{"S03":{"never_injected":true,"days_since_injection":200}}' >/tmp/synk.$$; synk-grade -m sessions.csv 2>/dev/null | grep S03 | synk-plan -f csv --answers /tmp/synk.$$ | tail -1; rm /tmp/synk.$$
S03,v1,,,,,refused,"the answers say that the face was never injected, yet it is 200 days since the last injection",,,
! synk-plan: <stdin>:1: S03 v1: the answers say that the face was never injected, yet it is 200 days since the last injection

# answers of one visit, over those of all
$ printf 'subject,visit,onset,date,adult\nS04,,2023-03-01,,yes\nS04,pre,,2024-03-01,\nS04,post,,2024-06-01,no\n' >/tmp/synk.$$; synk-grade -m sessions.csv 2>/dev/null | grep S04 | synk-plan --answers /tmp/synk.$$ | grep -oE '"visit":"[a-z]*"|"days_since_onset":[0-9]*|"adult","status":"[a-z]*"'; rm /tmp/synk.$$
"visit":"pre"
"days_since_onset":366
"adult","status":"passed"
"visit":"post"
"days_since_onset":458
"adult","status":"failed"
$ printf 'subject,visit,adult\nS04,pre,yes\n' >/tmp/synk.$$; synk-grade -m sessions.csv 2>/dev/null | grep S04 | synk-plan --answers /tmp/synk.$$ 2>&1 >/dev/null | sed 's|/tmp/synk.[0-9]*|FILE|'; rm /tmp/synk.$$
synk-plan: S04 post: not in FILE: planned without answers
$ printf 'subject,visit,adult\nS04,pre,yes\nS04,pre,no\n' | synk-plan --answers - /dev/null
! synk-plan: <stdin>:3: expected a visit once, found 'S04 pre' on line 2 as well
? 1

# what a plan was made with
$ echo '{"S03":{"adult":true}}' >/tmp/synk.$$; synk-grade -m sessions.csv 2>/dev/null | grep S03 | synk-plan --answers /tmp/synk.$$ --consider B4 --consider B4 | grep -oE '"(considered|(answers|dose_table)_sha256)":[^,]*|"draws":[0-9]*,"seed":[0-9]*'; sha256sum /tmp/synk.$$ | cut -c1-64; rm /tmp/synk.$$
"considered":["B4"]
"answers_sha256":"2e1c9c6546694834e241db8803180e329a823469ee5d692030cbe86ddd59c174"
"dose_table_sha256":null
"draws":200,"seed":1
2e1c9c6546694834e241db8803180e329a823469ee5d692030cbe86ddd59c174

# a field that no grade has
$ printf '{"record":"synk-rules/1","sources":{},"questions":{},"gates":[{"id":"G1","title":"","blocks":["*"],"safe":"side.affected = '"'"'left'"'"' and movements.smile.ration > 0.3","why":"","sources":[],"questions":[]}],"rules":[],"conflicts":[]}' | synk-plan --check-rules --rules -
! synk-plan: <stdin>: G1: safe: character 28: a grade has no field 'movements.smile.ration': did you mean 'ratio'?
? 1

# usage
$ synk-plan -f wibble
! synk-plan: --format: expected json, text or csv, found 'wibble'
? 2
$ synk-plan --onset 2025-02-30 --date 2025-03-01 </dev/null
! synk-plan: --onset: expected a date of the calendar, found '2025-02-30'
? 2
$ synk-plan --list wibble
! synk-plan: expected rules, gates, conflicts, questions or sources, found 'wibble'
? 2
$ synk-plan --explain wibble
! synk-plan: nothing is called 'wibble': see --list rules, gates, conflicts, questions or sources
? 2
$ synk-plan --rules missing.json
! synk-plan: missing.json: No such file or directory
? 1
$ synk-plan --check-rules
$ printf '{"record":"synk-rules/1","sources":{},"questions":{},"gates":[],"conflicts":[],"rules":[{"id":"X1"}]}' >/tmp/synk.$$; synk-plan --check-rules --rules /tmp/synk.$$ 2>&1 | sed 's|/tmp/synk.[0-9]*|RULES|'; rm /tmp/synk.$$
synk-plan: RULES: rules: X1: region: expected a text, found nothing

# about
$ synk-plan --list rules | head -4
E1  the affected eye narrows with the smile or the pucker, more than the other
E2  the affected eye is narrow at rest while the brows are level
E3  on a smile the upper lid comes down over the pupil
S2  bands or tightness in the neck on snarl, smile or pucker
$ synk-plan --explain E1
E1
  rule      the affected eye narrows with the smile or the pucker, more than
            the other
  when      (findings.smile_eye and
            synkinesis.smile_eye.excess_length >= 0.8 mm)
            or (findings.pucker_eye and
            synkinesis.pucker_eye.excess_length >= 1 mm and
            synkinesis.pucker_eye.affected > synkinesis.pucker_eye.healthy)
  threshold beyond the norm, and by 0.8 mm on a smile or 1.0 mm on a pucker,
            about a Sunnybrook point; provisional
  target    orbicularis oculi, lateral and pretarsal, affected side; region eye
  why       the eye closes with the mouth (oral-ocular synkinesis), the
            commonest pattern
  default   on
  measured  synkinesis.smile_eye.excess
            synkinesis.smile_eye.excess_length
            synkinesis.pucker_eye.excess
            synkinesis.pucker_eye.excess_length
            movements.eye_close_gentle.ratio
            expressions.eye_close_gentle.measures.fissure_height.affected
            expressions.eye_close_tight.measures.fissure_height.affected
  cautions  Weak blink, incomplete closure, corneal exposure; worse with a dry
            eye.
            Lid ptosis by spread: the levator lies at mid-lid.
            Spread to the zygomaticus weakens the smile.
  question  closes_gently: On examination, does the affected eye close
            completely on gentle closure?
  question  closes_tightly: On examination, does the affected eye close
            completely on tight closure?
  question  corneal_sensation_normal: Is the corneal sensation of the affected
            eye normal?
  question  lid_weight: Does the affected upper lid carry a lid weight?
  question  dry_eye: Is the affected eye dry, or treated for dryness?
  question  bell_phenomenon: Does the affected eye turn upward on closure (Bell
            phenomenon)?
  question  lid_ptosis: Does the affected upper lid have a ptosis that is not
            synkinesis?
  evidence  C
  source    PaviaEye2013: Plast Reconstr Surg 2013;132:1255-64,
            doi:10.1097/PRS.0b013e3182a48d16: 40 sessions; one Sunnybrook point
            is 0.77 mm of fissure on a smile, 1.0 mm on a pucker
  source    IOVS: ARVO abstract 2350408, 15 patients: upper-lid orbicularis
            oculi in pseudoptosis after palsy
  source    Kim: individualised management, 142 patients,
            researcher.life 6417bd05: oral-ocular is the commonest pattern;
            mild, with good movement, the best candidate
  source    Toffola2010: Disabil Rehabil 2010:1414-1418: sites case by case;
            affected orbicularis oculi, zygomaticus, depressor labii, platysma;
            healthy frontalis, corrugator

# Codes in place of names, of what is a code already too.
$ synk-grade -q --draws 20 -m sessions.csv | grep '"S03"' >g; synk-plan --deidentify k g >a 2>e; cut -c1-26 e; grep -c S03 a; grep -o '"subject":"[^"]*"' a | sed 's/[PRLF][2-9B-Z]\{8\}/CODE/g'
0
"subject":"CODE"
$ synk-grade -q --draws 20 --deidentify k -m sessions.csv | grep '"group":"moderate"' | synk-plan -q --deidentify k 2>e | cmp - a
$ echo '{"record":"synk-error/1","subject":"S03","message":"S03 was at fault","files":[{"file":"a/S03.pts"}]}' | synk-plan --deidentify k 2>&1 | sed 's/[PRLF][2-9B-Z]\{8\}/CODE/g'
synk-plan: <stdin>:1: CODE: what was wrong is left out: it was told before names were replaced
{"record":"synk-error/1","subject":"CODE","message":"what was wrong is left out: it was told before names were replaced","files":[{"file":"CODE/CODE.pts"}]}
