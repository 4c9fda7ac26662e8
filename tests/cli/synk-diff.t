# two visits of one stream; who has one visit only is said
$ synk-grade -q -m sessions.csv --scale 0.105 | synk-diff -f csv --measures no | grep -E '^subject|score|smile_eye|unpaired' | cut -d, -f1,3-6,9-12,16,19
subject,pre_visit,post_visit,row,domain,pre,post,change,change_se,beyond_landmark_noise,outcome
S04,pre,post,score.rest,score,74.405,92.222,17.817,3.34676336181691,true,no_error_known
S04,pre,post,score.movement,score,53.037,64.578,11.541,5.54040910041849,true,no_error_known
S04,pre,post,score.synkinesis,score,46.642,73.583,26.941,9.93976096292059,true,no_error_known
S04,pre,post,score.overall,score,56.780,73.740,16.960,3.91515427537664,true,no_error_known
S04,pre,post,region.brow.asymmetry,region,34.007,28.413,-5.594,5.39907927335763,false,no_error_known
S04,pre,post,region.eye.asymmetry,region,11.089,2.778,-8.311,2.15567460438722,true,no_error_known
S04,pre,post,region.smile.asymmetry,region,63.742,33.610,-30.132,8.93047456745721,true,no_error_known
S04,pre,post,synkinesis.smile_eye.affected,synkinesis,0.576,0.303,-0.273,0.0992471662063961,true,no_error_known
S04,pre,post,synkinesis.smile_eye.healthy,synkinesis,0.190,0.171,-0.019,0.09338094023943,false,no_error_known
S04,pre,post,synkinesis.smile_eye.excess,synkinesis,0.386,0.132,-0.254,0.0418688428309166,true,no_error_known
S04,pre,post,synkinesis.smile_eye.excess_length,synkinesis,3.507,1.686,-1.821,0.558148725699522,true,no_error_known
S01,v1,,,,,,,,,unpaired
S02,v1,,,,,,,,,unpaired
S03,v1,,,,,,,,,unpaired
S05,v1,,,,,,,,,unpaired
! synk-diff: S01 v1: there is no other visit
! synk-diff: S02 v1: there is no other visit
! synk-diff: S03 v1: there is no other visit
! synk-diff: S05 v1: there is no other visit
$ synk-grade -q -m sessions.csv --scale 0.105 | grep S04 | synk-diff -f table
CHANGE: subject S04, pre -> post
affected side    left (declared)
severity         severe -> mild (not calibrated)

BEYOND LANDMARK NOISE: 15 of 55 numbers. No proof of change: no
session-to-session error of them is known (see --reliability).
  involuntary    less: smile > eye narrows; pucker > eye narrows; brow raise >
                 eye narrows; eye close > mouth moves
  voluntary      nothing
  at rest        more even: eye opening; mouth corner height; mouth corner
                 outward
  scores         higher: rest; voluntary movement; synkinesis

INVOLUNTARY, excess          pre  post change          95 % limit outcome
  smile > eye narrows       38.6  13.2  -25.4 -33.6 to -17.2    . beyond noise
    affected 57.6 -> 30.3 (beyond noise); healthy 19.0 -> 17.1; excess -1.1 mm
  smile > brow moves        -1.5  -0.4   +1.1    -1.2 to 3.3    . within noise
  pucker > eye narrows      45.8  12.3  -33.5 -53.5 to -13.5    . beyond noise
    affected 47.5 -> 14.0 (beyond noise); healthy -2.7 -> 1.7; excess -2.0 mm
  pucker > brow moves       -1.2  -0.5   +0.7    -1.7 to 3.1    . within noise
  brow raise > eye narrows  25.0  13.6  -11.4  -20.0 to -2.8    . beyond noise
    affected 18.5 -> 7.3; healthy -6.5 -> -6.3; excess -0.6 mm
  brow raise > mouth moves   1.3   0.7   -0.7    -5.7 to 4.3    . within noise
  eye close > mouth moves    7.5   2.6   -5.0   -9.7 to -0.2    . beyond noise
    affected 7.5 -> 2.7 (beyond noise); healthy 0.0 -> 0.1; excess -3.1 mm
  eye close > brow moves    -0.2   0.0   +0.2    -2.3 to 2.7    . within noise

VOLUNTARY, ratio             pre  post change          95 % limit outcome
  brow raise                0.32  0.44  +0.12  -0.03 to 0.26    . within noise
    affected 5.2 -> 7.0 (+1.1 mm); healthy 16.1 -> 15.8 (-0.1 mm)
  gentle eye closure        1.01  1.01   0.00  -0.06 to 0.07    . within noise
    affected 103.1 -> 99.8; healthy 102.0 -> 98.5
  tight eye closure         0.98  1.01  +0.03  -0.04 to 0.10    . within noise
  smile                     0.28  0.51  +0.23  -0.03 to 0.50    . within noise
    affected 3.9 -> 7.3 (+2.2 mm); healthy 14.2 -> 14.4 (+0.1 mm)
  snarl                     0.48  0.58  +0.10  -0.13 to 0.33    . within noise
  pucker                    0.48  0.55  +0.08  -0.53 to 0.68    . within noise

AT REST, excess              pre  post change          95 % limit outcome
  brow height                0.1  -0.1   -0.2    -1.9 to 1.5    . within noise
  eye opening               -3.4  -0.7   +2.7     1.9 to 3.5    . beyond noise
    affected 10.8 -> 13.6 (beyond noise); healthy 14.2 -> 14.3; excess +1.7 mm
  mouth corner height        8.1   2.7   -5.4   -7.5 to -3.3    . beyond noise
    affected -102.3 -> -108.3 (beyond noise); healthy -110.4 -> -111.0;
    excess -3.4 mm
  mouth corner outward      11.0   4.0   -7.0  -11.1 to -2.9    . beyond noise
    affected 50.1 -> 42.8; healthy 39.1 -> 38.8; excess -4.4 mm

SCORES, 100: even, free      pre  post change          95 % limit outcome
  rest                      74.4  92.2  +17.8   11.3 to 24.4    . beyond noise
  voluntary movement        53.0  64.6  +11.5    0.7 to 22.4    . beyond noise
  synkinesis                46.6  73.6  +26.9    7.5 to 46.4    . beyond noise
  overall (composite)       56.8  73.7  +17.0    9.3 to 24.6    . beyond noise

warning          days since onset are not known: nature may have made the
                 change
Lengths in % of the inter-eye distance; 1 % is 0.63 mm by the scale of pre;
eyes in % of their opening at rest. Intervals cover landmark noise only;
improved and worse need a session-to-session error. RESEARCH USE ONLY.

# the error between sessions decides, from a study of the laboratory's own
$ synk-grade -q -m repeats.csv | synk-diff --reliability repeat >/tmp/synk.$$; synk-grade -q -m sessions.csv --scale 0.105 | grep S04 | synk-diff -f table --norms /tmp/synk.$$; rm /tmp/synk.$$
CHANGE: subject S04, pre -> post
affected side    left (declared)
severity         severe -> mild (not calibrated)

BEYOND THE ERROR BETWEEN SESSIONS: 15 of 57 numbers (5 % would be if nothing
had changed)
  involuntary    improved: smile > eye narrows; pucker > eye narrows; brow
                 raise > eye narrows; eye close > mouth moves
  voluntary      nothing
  at rest        improved: eye opening; mouth corner height; mouth corner
                 outward
  scores         improved: rest; synkinesis

INVOLUNTARY, excess          pre  post change          95 % limit outcome
  smile > eye narrows       38.6  13.2  -25.4 -33.6 to -17.2 21.1 improved
    affected 57.6 -> 30.3 (improved); healthy 19.0 -> 17.1; excess -1.1 mm
  smile > brow moves        -1.5  -0.4   +1.1    -1.2 to 3.3  2.2 within error
  pucker > eye narrows      45.8  12.3  -33.5 -53.5 to -13.5 20.0 improved
    affected 47.5 -> 14.0 (improved); healthy -2.7 -> 1.7; excess -2.0 mm
  pucker > brow moves       -1.2  -0.5   +0.7    -1.7 to 3.1  2.4 within error
  brow raise > eye narrows  25.0  13.6  -11.4  -20.0 to -2.8  9.1 improved
    affected 18.5 -> 7.3; healthy -6.5 -> -6.3; excess -0.6 mm
  brow raise > mouth moves   1.3   0.7   -0.7    -5.7 to 4.3  5.0 within error
  eye close > mouth moves    7.5   2.6   -5.0   -9.7 to -0.2  4.8 improved
    affected 7.5 -> 2.7 (improved); healthy 0.0 -> 0.1; excess -3.1 mm
  eye close > brow moves    -0.2   0.0   +0.2    -2.3 to 2.7  2.5 within error

VOLUNTARY, ratio             pre  post change          95 % limit outcome
  brow raise                0.32  0.44  +0.12  -0.03 to 0.26 0.25 within error
    affected 5.2 -> 7.0 (+1.1 mm); healthy 16.1 -> 15.8 (-0.1 mm)
  gentle eye closure        1.01  1.01   0.00  -0.06 to 0.07 0.26 within error
    affected 103.1 -> 99.8; healthy 102.0 -> 98.5
  tight eye closure         0.98  1.01  +0.03  -0.04 to 0.10 0.37 within error
  smile                     0.28  0.51  +0.23  -0.03 to 0.50 0.27 within error
    affected 3.9 -> 7.3 (+2.2 mm); healthy 14.2 -> 14.4 (+0.1 mm)
  snarl                     0.48  0.58  +0.10  -0.13 to 0.33 0.23 within error
  pucker                    0.48  0.55  +0.08  -0.53 to 0.68 0.61 within error

AT REST, excess              pre  post change          95 % limit outcome
  brow height                0.1  -0.1   -0.2    -1.9 to 1.5  1.7 within error
  eye opening               -3.4  -0.7   +2.7     1.9 to 3.5  1.0 improved
    affected 10.8 -> 13.6 (changed); healthy 14.2 -> 14.3; excess +1.7 mm
  mouth corner height        8.1   2.7   -5.4   -7.5 to -3.3  2.1 improved
    affected -102.3 -> -108.3 (changed); healthy -110.4 -> -111.0;
    excess -3.4 mm
  mouth corner outward      11.0   4.0   -7.0  -11.1 to -2.9  4.1 improved
    affected 50.1 -> 42.8 (changed); healthy 39.1 -> 38.8; excess -4.4 mm

SCORES, 100: even, free      pre  post change          95 % limit outcome
  rest                      74.4  92.2  +17.8   11.3 to 24.4  6.6 improved
  voluntary movement        53.0  64.6  +11.5    0.7 to 22.4 13.6 within error
  synkinesis                46.6  73.6  +26.9    7.5 to 46.4 19.5 improved
  overall (composite)       56.8  73.7  +17.0    9.3 to 24.6  7.7 improved

warning          days since onset are not known: nature may have made the
                 change
Lengths in % of the inter-eye distance; 1 % is 0.63 mm by the scale of pre;
eyes in % of their opening at rest. Intervals cover landmark noise only;
improved and worse need a session-to-session error. RESEARCH USE ONLY.
$ synk-grade -q -m repeats.csv | synk-diff --reliability repeat | grep -E '"(score.rest|synkinesis.smile_eye.excess|movement.smile.affected)"' | cut -c1-250
{"quantity":"score.rest","aligned":true,"detector":"other","axis":"canthi","unit":"score","factor":"repeat","subjects":8,"levels":2,"sem":1.82191525255704,"df":7.83227066803865,"sem_ci95":[1.22652727520437,3.52251357911425],"limit":5.96381872990979,"
{"quantity":"movement.smile.affected","detector":"other","axis":"canthi","unit":"%ied","factor":"repeat","subjects":8,"levels":2,"sem":0.666618144067501,"df":7.00428592952919,"sem_ci95":[0.44079470379728,1.35635206119311],"limit":2.22895036977511,"md
{"quantity":"synkinesis.smile_eye.excess","aligned":true,"detector":"other","axis":"canthi","unit":"ratio","factor":"repeat","subjects":8,"levels":2,"sem":0.0465879544517679,"df":2.96525534356601,"sem_ci95":[0.0263299094919635,0.175833423978899],"lim

# two files; order is that of the operands, and the records may contradict it
$ synk-grade -q -m sessions.csv >/tmp/synk.$$; grep '"pre"' /tmp/synk.$$ >/tmp/synk.pre.$$; grep '"post"' /tmp/synk.$$ >/tmp/synk.post.$$; synk-diff --measures no /tmp/synk.post.$$ /tmp/synk.pre.$$ | grep -o '"warnings".*'; synk-diff -f csv --pre pre --post post --measures no /tmp/synk.post.$$ /tmp/synk.pre.$$ | grep score.rest | cut -d, -f1-11; rm /tmp/synk.*$$ 
"warnings":[{"id":"order_contradicted","text":"the records say that post came before pre"},{"id":"onset_unknown","text":"days since onset are not known: nature may have made the change"}],"provenance":{"tool":"synk-diff","version":"0.1.0","norms":"f53de57f7b7533f148832e258e39504696c46a7b218d4d7d2f427c1a2b82fdf9","norms_files_sha256":null}}
S04,severe,pre,post,score.rest,score,,score,74.405,92.222,17.817

# nobody is dropped in silence
$ synk-grade -q -m sessions.csv >/tmp/synk.$$; sed 's/"visit":"v1"/"visit":"v2"/' /tmp/synk.$$ | cat /tmp/synk.$$ - | synk-diff -f csv --measures no | grep -vE 'score|region|rest|movement|synkinesis'; rm /tmp/synk.$$
subject,group,pre_visit,post_visit,row,domain,side,unit,pre,post,change,change_se,change_ci_low,change_ci_high,change_mm,beyond_landmark_noise,limit,beyond_error,outcome,from_affected,from_healthy,reason
S01,,v1,,,,,,,,,,,,,,,,order_unknown,,,"neither visit_order nor days_since_onset says which visit came first (v1, v2): use --pre and --post"
S01,,v2,,,,,,,,,,,,,,,,order_unknown,,,"neither visit_order nor days_since_onset says which visit came first (v1, v2): use --pre and --post"
S02,,v1,,,,,,,,,,,,,,,,order_unknown,,,"neither visit_order nor days_since_onset says which visit came first (v1, v2): use --pre and --post"
S02,,v2,,,,,,,,,,,,,,,,order_unknown,,,"neither visit_order nor days_since_onset says which visit came first (v1, v2): use --pre and --post"
S03,,v1,,,,,,,,,,,,,,,,order_unknown,,,"neither visit_order nor days_since_onset says which visit came first (v1, v2): use --pre and --post"
S03,,v2,,,,,,,,,,,,,,,,order_unknown,,,"neither visit_order nor days_since_onset says which visit came first (v1, v2): use --pre and --post"
S04,,pre,,,,,,,,,,,,,,,,duplicate,,,"two exams at one visit (pre, post, pre, post): repeats are for --reliability"
S04,,post,,,,,,,,,,,,,,,,duplicate,,,"two exams at one visit (pre, post, pre, post): repeats are for --reliability"
S04,,pre,,,,,,,,,,,,,,,,duplicate,,,"two exams at one visit (pre, post, pre, post): repeats are for --reliability"
S04,,post,,,,,,,,,,,,,,,,duplicate,,,"two exams at one visit (pre, post, pre, post): repeats are for --reliability"
S05,,v1,,,,,,,,,,,,,,,,order_unknown,,,"neither visit_order nor days_since_onset says which visit came first (v1, v2): use --pre and --post"
S05,,v2,,,,,,,,,,,,,,,,order_unknown,,,"neither visit_order nor days_since_onset says which visit came first (v1, v2): use --pre and --post"
! synk-diff: S01 v1: neither visit_order nor days_since_onset says which visit came first (v1, v2): use --pre and --post
! synk-diff: S01 v2: neither visit_order nor days_since_onset says which visit came first (v1, v2): use --pre and --post
! synk-diff: S02 v1: neither visit_order nor days_since_onset says which visit came first (v1, v2): use --pre and --post
! synk-diff: S02 v2: neither visit_order nor days_since_onset says which visit came first (v1, v2): use --pre and --post
! synk-diff: S03 v1: neither visit_order nor days_since_onset says which visit came first (v1, v2): use --pre and --post
! synk-diff: S03 v2: neither visit_order nor days_since_onset says which visit came first (v1, v2): use --pre and --post
! synk-diff: S04 pre: two exams at one visit (pre, post, pre, post): repeats are for --reliability
! synk-diff: S04 post: two exams at one visit (pre, post, pre, post): repeats are for --reliability
! synk-diff: S04 pre: two exams at one visit (pre, post, pre, post): repeats are for --reliability
! synk-diff: S04 post: two exams at one visit (pre, post, pre, post): repeats are for --reliability
! synk-diff: S05 v1: neither visit_order nor days_since_onset says which visit came first (v1, v2): use --pre and --post
! synk-diff: S05 v2: neither visit_order nor days_since_onset says which visit came first (v1, v2): use --pre and --post
$ synk-grade -q -m sessions.csv | sed 's/"visit_order":[12]/"visit_order":null/' | grep S04 | synk-diff
{"record":"synk-error/1","subject":"S04","visit":"pre","code":"order_unknown","message":"neither visit_order nor days_since_onset says which visit came first (pre, post): use --pre and --post","tool":"synk-diff","files":[],"provenance":{"tool":"synk-diff","version":"0.1.0"}}
{"record":"synk-error/1","subject":"S04","visit":"post","code":"order_unknown","message":"neither visit_order nor days_since_onset says which visit came first (pre, post): use --pre and --post","tool":"synk-diff","files":[],"provenance":{"tool":"synk-diff","version":"0.1.0"}}
! synk-diff: S04 pre: neither visit_order nor days_since_onset says which visit came first (pre, post): use --pre and --post
! synk-diff: S04 post: neither visit_order nor days_since_onset says which visit came first (pre, post): use --pre and --post
? 1
$ synk-grade -q -m sessions.csv | grep S04 | sed 'p;s/"visit":"post","group":"severe","rater":null,"repeat":null,"visit_order":2/"visit":"later","group":"severe","rater":null,"repeat":null,"visit_order":3/' | sort -u | synk-diff -f csv
subject,group,pre_visit,post_visit,row,domain,side,unit,pre,post,change,change_se,change_ci_low,change_ci_high,change_mm,beyond_landmark_noise,limit,beyond_error,outcome,from_affected,from_healthy,reason
S04,,later,,,,,,,,,,,,,,,,several_visits,,,"more than two visits (later, post, pre): choose with --pre and --post, or see all with --series"
S04,,post,,,,,,,,,,,,,,,,several_visits,,,"more than two visits (later, post, pre): choose with --pre and --post, or see all with --series"
S04,,pre,,,,,,,,,,,,,,,,several_visits,,,"more than two visits (later, post, pre): choose with --pre and --post, or see all with --series"
! synk-diff: S04 later: more than two visits (later, post, pre): choose with --pre and --post, or see all with --series
! synk-diff: S04 post: more than two visits (later, post, pre): choose with --pre and --post, or see all with --series
! synk-diff: S04 pre: more than two visits (later, post, pre): choose with --pre and --post, or see all with --series
? 1
$ synk-grade -q -m sessions.csv | grep S04 | synk-diff - - | cut -c1-200
{"record":"synk-error/1","subject":"S04","visit":"pre","code":"duplicate","message":"2 exams of the subject in the first file (pre, post): choose with --pre and --post","tool":"synk-diff","files":[],"
{"record":"synk-error/1","subject":"S04","visit":"post","code":"duplicate","message":"2 exams of the subject in the first file (pre, post): choose with --pre and --post","tool":"synk-diff","files":[],
! synk-diff: <stdin>: expected records, found none
! synk-diff: S04 pre: 2 exams of the subject in the first file (pre, post): choose with --pre and --post
! synk-diff: S04 post: 2 exams of the subject in the first file (pre, post): choose with --pre and --post
$ synk-grade -q rest=missing.pts | synk-diff
{"record":"synk-error/1","subject":null,"visit":null,"group":null,"rater":null,"repeat":null,"visit_order":null,"days_since_onset":null,"days_since_injection":null,"tool":"synk-grade","code":"no_usable_photo","message":"no photograph of this exam could be used","files":[{"file":"missing.pts","expression":"rest","format":null,"scheme":null,"detector":null,"error":"No such file or directory"}],"provenance":{"tool":"synk-grade","version":"0.1.0","norms":"f53de57f7b7533f148832e258e39504696c46a7b218d4d7d2f427c1a2b82fdf9","axis":"canthi","draws":0,"seed":1}}
! synk-grade: missing.pts: No such file or directory
! synk-grade: the exam: no photograph of this exam could be used
! synk-diff: <stdin>:1: no photograph of this exam could be used
? 1
$ synk-grade -q -m sessions.csv | grep S04 | sed '1s/"draws":200/"draws":"many"/' | synk-diff
{"record":"synk-error/1","subject":"S04","visit":"pre","code":"unreadable","message":"draws: expected a number, found a string","tool":"synk-diff","files":[],"provenance":{"tool":"synk-diff","version":"0.1.0"}}
{"record":"synk-error/1","subject":"S04","visit":"post","code":"unpaired","message":"there is no other visit","tool":"synk-diff","files":[],"provenance":{"tool":"synk-diff","version":"0.1.0"}}
! synk-diff: <stdin>:1: draws: expected a number, found a string
! synk-diff: S04 post: there is no other visit
? 1
$ printf '{"record":"synk-plan/1"}\n[]\n{"record":' | synk-diff
{"record":"synk-error/1","subject":null,"visit":null,"code":"unreadable","message":"expected a record synk-grade/1, found 'synk-plan/1'","tool":"synk-diff","files":[],"provenance":{"tool":"synk-diff","version":"0.1.0"}}
{"record":"synk-error/1","subject":null,"visit":null,"code":"unreadable","message":"expected a record synk-grade/1, found an array","tool":"synk-diff","files":[],"provenance":{"tool":"synk-diff","version":"0.1.0"}}
{"record":"synk-error/1","subject":null,"visit":null,"code":"unreadable","message":"expected JSON: a value, found the end","tool":"synk-diff","files":[],"provenance":{"tool":"synk-diff","version":"0.1.0"}}
! synk-diff: <stdin>:1: expected a record synk-grade/1, found 'synk-plan/1'
! synk-diff: <stdin>:2: expected a record synk-grade/1, found an array
! synk-diff: <stdin>:3: expected JSON: a value, found the end
? 1

# a cohort of one is no cohort
$ synk-grade -q -m sessions.csv | grep S04 | synk-diff --cohort | grep -o '"row":"score.synkinesis".*"row":"score.overall"' | cut -c1-600
"row":"score.synkinesis","domain":"score","side":null,"unit":"score","primary":true,"exploratory":false,"n":1,"missing":0,"not_comparable":0,"pre":{"mean":46.642,"sd":null},"post":{"mean":73.583,"sd":null},"change":{"mean":26.941,"sd":null},"change_ci95":null,"t":null,"df":null,"p":null,"signed_rank":{"n":1,"v":null,"p":null,"method":null},"correlation":null,"g_av":null,"g_av_ci95":null,"p_holm":null,"signed_rank_p_holm":null,"reason":"below 6 pairs there is no p value","beyond_landmark_noise":1,"with_error":0,"beyond_error":0,"improved":0,"improved_expected":null,"improved_chance":null,"worse

# a series
$ synk-grade -q -m sessions.csv | grep S04 | sed 'p;s/"visit":"post","group":"severe","rater":null,"repeat":null,"visit_order":2/"visit":"later","group":"severe","rater":null,"repeat":null,"visit_order":3/' | sort -u | synk-diff --series -f table
S04 3 visits, affected side: left
                                pre    post   later
  days since onset                .       .       .
INVOLUNTARY, % or % IED
  smile > eye narrows         38.6    13.2*   13.2*
    affected                  57.6    30.3*   30.3*
    healthy                   19.0    17.1    17.1 
  smile > brow moves          -1.5    -0.4    -0.4 
    affected                  -1.5    -0.5    -0.5 
    healthy                    0.0    -0.1    -0.1 
  pucker > eye narrows        45.8    12.3*   12.3*
    affected                  47.5    14.0*   14.0*
    healthy                   -2.7     1.7     1.7 
  pucker > brow moves         -1.2    -0.5    -0.5 
    affected                  -1.3    -0.8    -0.8 
    healthy                   -0.1    -0.3    -0.3 
  brow raise > eye narrows    25.0    13.6*   13.6*
    affected                  18.5     7.3     7.3 
    healthy                   -6.5    -6.3    -6.3 
  brow raise > mouth moves     1.3     0.7     0.7 
    affected                   1.4     1.2     1.2 
    healthy                    0.0     0.5     0.5 
  eye close > mouth moves      7.5     2.6*    2.6*
    affected                   7.5     2.7*    2.7*
    healthy                    0.0     0.1     0.1 
  eye close > brow moves      -0.2     0.0     0.0 
    affected                  -0.8    -0.5    -0.5 
    healthy                   -0.6    -0.5    -0.5 
VOLUNTARY, % or % IED
  brow raise                  0.32    0.44    0.44 
    affected                   5.2     7.0     7.0 
    healthy                   16.1    15.8    15.8 
  gentle eye closure          1.01    1.01    1.01 
    affected                 103.1    99.8    99.8 
    healthy                  102.0    98.5    98.5 
  tight eye closure           0.98    1.01    1.01 
    affected                  96.2    98.5    98.5 
    healthy                   98.2    97.4    97.4 
  smile                       0.28    0.51    0.51 
    affected                   3.9     7.3     7.3 
    healthy                   14.2    14.4    14.4 
  snarl                       0.48    0.58    0.58 
    affected                   2.9     3.8     3.8 
    healthy                    6.1     6.6     6.6 
  pucker                      0.48    0.55    0.55 
    affected                   4.1     4.4     4.4 
    healthy                    8.5     7.9     7.9 
REST, % IED
  brow height                  0.1    -0.1    -0.1 
    affected                  35.6    35.2    35.2 
    healthy                   35.5    35.3    35.3 
  eye opening                 -3.4    -0.7*   -0.7*
    affected                  10.8    13.6*   13.6*
    healthy                   14.2    14.3    14.3 
  mouth corner height          8.1     2.7*    2.7*
    affected                -102.3  -108.3* -108.3*
    healthy                 -110.4  -111.0  -111.0 
  mouth corner outward        11.0     4.0*    4.0*
    affected                  50.1    42.8    42.8 
    healthy                   39.1    38.8    38.8 
SCORES, 100 is best
  rest                        74.4    92.2*   92.2*
  voluntary movement          53.0    64.6*   64.6*
  synkinesis                  46.6    73.6*   73.6*
  overall (composite)         56.8    73.7*   73.7*
warning  days since onset are not known: nature may have made the change
note     *: the change since the first visit is beyond landmark noise, where no
         error between sessions is known; !: beyond that error. Several visits
         are several chances: no trend is tested. Research use only.
$ synk-grade -q -m sessions.csv | grep S04 | synk-diff --series -f csv --measures no | grep -E '^subj|score'
subject,visit,days_since_onset,row,domain,side,unit,value,change_from_first,change_se,beyond_landmark_noise,limit,beyond_error,outcome
S04,pre,,score.rest,score,,score,74.405,,,,,,
S04,pre,,score.movement,score,,score,53.037,,,,,,
S04,pre,,score.synkinesis,score,,score,46.642,,,,,,
S04,pre,,score.overall,score,,score,56.780,,,,,,
S04,pre,,region.brow.asymmetry,region,,score,34.007,,,,,,
S04,pre,,region.eye.asymmetry,region,,score,11.089,,,,,,
S04,pre,,region.smile.asymmetry,region,,score,63.742,,,,,,
S04,post,,score.rest,score,,score,92.222,17.817,3.34676336181691,true,,,no_error_known
S04,post,,score.movement,score,,score,64.578,11.541,5.54040910041849,true,,,no_error_known
S04,post,,score.synkinesis,score,,score,73.583,26.941,9.93976096292059,true,,,no_error_known
S04,post,,score.overall,score,,score,73.740,16.960,3.91515427537664,true,,,no_error_known
S04,post,,region.brow.asymmetry,region,,score,28.413,-5.594,5.39907927335763,false,,,no_error_known
S04,post,,region.eye.asymmetry,region,,score,2.778,-8.311,2.15567460438722,true,,,no_error_known
S04,post,,region.smile.asymmetry,region,,score,33.610,-30.132,8.93047456745721,true,,,no_error_known

# exit status as an answer
$ synk-grade -q -m sessions.csv | grep S04 | synk-diff --exit-code -f csv --measures no | head -1; synk-grade -q -m repeats.csv | synk-diff --reliability repeat >/tmp/synk.$$; synk-grade -q -m sessions.csv | grep S04 | synk-diff --norms /tmp/synk.$$ --exit-code >/dev/null; rc=$?; rm /tmp/synk.$$; exit $rc
subject,group,pre_visit,post_visit,row,domain,side,unit,pre,post,change,change_se,change_ci_low,change_ci_high,change_mm,beyond_landmark_noise,limit,beyond_error,outcome,from_affected,from_healthy,reason
? 1
$ synk-diff --exit-code missing.ndjson
! synk-diff: missing.ndjson: No such file or directory
? 2

# usage
$ synk-diff --pre a
! synk-diff: expected --pre and --post together, found one of them
? 2
$ synk-diff --pre a --post a
! synk-diff: expected two visits, found 'a' twice
? 2
$ synk-diff --cohort --series
! synk-diff: expected one of --cohort, --series, --reliability and --reference, found more
? 2
$ synk-diff --reliability day
! synk-diff: --reliability: expected visit, repeat or rater, found 'day'
? 2
$ synk-diff --scale-from middle
! synk-diff: --scale-from: expected pre or post, found 'middle'
? 2
$ synk-diff -f wibble
! synk-diff: --format: expected json, table or csv, found 'wibble'
? 2
$ synk-diff --reference </dev/null
! synk-diff: <stdin>: expected records, found none
! synk-diff: expected 6 healthy subjects or more with a quantity by one detector, found 0 subjects
? 1
$ synk-diff --norms missing.json </dev/null
! synk-diff: missing.json: No such file or directory
? 1

# one clock for all visits of a person
$ synk-grade -q -m sessions.csv | grep S04 | sed 'p;s/"visit":"post","group":"severe","rater":null,"repeat":null,"visit_order":2,"days_since_onset":null/"visit":"later","group":"severe","rater":null,"repeat":null,"visit_order":null,"days_since_onset":900/' | sort -u | synk-diff --series -f csv --measures no
subject,visit,days_since_onset,row,domain,side,unit,value,change_from_first,change_se,beyond_landmark_noise,limit,beyond_error,outcome
S04,later,,,,,,,,,,,,order_unknown
S04,pre,,,,,,,,,,,,order_unknown
S04,post,,,,,,,,,,,,order_unknown
! synk-diff: S04 later: neither visit_order nor days_since_onset says which visit came first (later, post, pre): use --pre and --post
! synk-diff: S04 pre: neither visit_order nor days_since_onset says which visit came first (later, post, pre): use --pre and --post
! synk-diff: S04 post: neither visit_order nor days_since_onset says which visit came first (later, post, pre): use --pre and --post
? 1

# Codes in place of names; visits are chosen by their own.
$ synk-grade -q --draws 20 -m sessions.csv | sed 's/"visit":"post"/"visit":"2024-03-01"/' >g; synk-diff -q --deidentify k --pre pre --post 2024-03-01 -f csv g | cut -d, -f1-4 | sed 's/[PRLF][2-9B-Z]\{8\}/CODE/g' | sort | uniq -c | sed 's/^ *//'
4 CODE,,v1,
316 CODE,severe,pre,CODE
1 subject,group,pre_visit,post_visit
$ synk-grade -q --draws 20 --deidentify k -m sessions.csv | synk-diff --deidentify k --pre pre --post none 2>&1 | sed 's/[PRLF][2-9B-Z]\{8\}/CODE/g' | cut -c1-120 | LC_ALL=C sort
synk-diff: CODE post: there is no post exam
synk-diff: CODE pre: there is no post exam
synk-diff: CODE v1: its visit is neither 'pre' nor 'CODE'
synk-diff: CODE v1: its visit is neither 'pre' nor 'CODE'
synk-diff: CODE v1: its visit is neither 'pre' nor 'CODE'
synk-diff: CODE v1: its visit is neither 'pre' nor 'CODE'
{"record":"synk-error/1","subject":"CODE","visit":"post","code":"unpaired","message":"there is no post exam","tool":"syn
{"record":"synk-error/1","subject":"CODE","visit":"pre","code":"unpaired","message":"there is no post exam","tool":"synk
{"record":"synk-error/1","subject":"CODE","visit":"v1","code":"not_chosen","message":"its visit is neither 'pre' nor 'CO
{"record":"synk-error/1","subject":"CODE","visit":"v1","code":"not_chosen","message":"its visit is neither 'pre' nor 'CO
{"record":"synk-error/1","subject":"CODE","visit":"v1","code":"not_chosen","message":"its visit is neither 'pre' nor 'CO
{"record":"synk-error/1","subject":"CODE","visit":"v1","code":"not_chosen","message":"its visit is neither 'pre' nor 'CO
