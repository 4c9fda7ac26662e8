# landmark files: any format in, four out
$ synk-mark --detector dlib S01_v1_rest.pts | cut -c1-190
{"record":"synk-marks/1","file":"S01_v1_rest.pts","image":{"file":null},"face":0,"scheme":"ibug68","detector":{"name":"dlib"},"points":[[540.310,1104.180],[527.330,1410.920],[534.850,1561.65
$ synk-mark --to pts S01_v1_rest.pts | sed -n '1,4p;$p'
version: 1
n_points: 68
{
541.310 1105.180
}
$ synk-mark --to csv S05_v1_rest.mediapipe.json | sed -n '1,3p'
image,frame,face,scheme,point,x,y
S05_v1_rest.mediapipe.json,,0,mediapipe478,0,1196.841,1731.859
S05_v1_rest.mediapipe.json,,0,mediapipe478,1,1190.260,1520.296
$ synk-mark --to mediapipe S05_v1_rest.mediapipe.json | head -c 90; echo
{"width":2400,"height":3000,"faceLandmarks":[[{"x":0.498892000,"y":0.577453000},{"x":0.496
$ synk-mark -o out --to pts S02_v1_rest.pts S02_v1_smile.pts; ls out
S02_v1_rest.pts
S02_v1_smile.pts
$ mkdir -p a b; for d in a b; do cp S02_v1_rest.pts $d/one.two.pts; done; synk-mark -j 2 -o two --to pts a/one.two.pts b/one.two.pts; find two -type f | sort; rm -r a b
two/a/one.two.pts
two/b/one.two.pts
$ head -3 repeats.ndjson | synk-mark --to csv /dev/stdin | cut -d, -f1-4 | uniq -c | sed 's/^ *//'
1 image,frame,face,scheme
68 R01_1_rest.jpg,,0,ibug68
68 R01_1_brow_raise.jpg,,0,ibug68
68 R01_1_eye_close_gentle.jpg,,0,ibug68
$ head -3 repeats.ndjson >r.ndjson; synk-mark --to pts r.ndjson | wc -l | tr -d ' '
72
! synk-mark: more than one face: --to pts needs --output DIR
$ synk-mark --face 5 S01_v1_rest.pts
{"record":"synk-error/1","subject":null,"visit":null,"file":"S01_v1_rest.pts","tool":"synk-mark","code":"no_face","message":"has no face 5","files":[],"provenance":{"tool":"synk-mark","version":"0.1.0"}}
! synk-mark: S01_v1_rest.pts: has no face 5
? 1
$ synk-mark --face largest S01_v1_rest.pts | cut -c1-150
{"record":"synk-error/1","subject":null,"visit":null,"file":"S01_v1_rest.pts","tool":"synk-mark","code":"unreadable","message":"--face largest is for 
! synk-mark: S01_v1_rest.pts: --face largest is for photographs: of landmark files, give its number

# nothing is replaced
$ echo mine >S02_v1_rest.mediapipe.json; synk-mark -o . --to pts S02_v1_rest.pts; synk-mark -o . --to mediapipe S02_v1_rest.pts; cat S02_v1_rest.mediapipe.json; rm S02_v1_rest.mediapipe.json
mine
! synk-mark: S02_v1_rest.pts: ./S02_v1_rest.pts is there already, and is not replaced
! synk-mark: S02_v1_rest.pts: ./S02_v1_rest.mediapipe.json is there already, and is not replaced

$ synk-mark repeats.ndjson | wc -l | tr -d ' '
112
$ synk-mark S02_v1_*.pts | synk-grade -q --draws 0 --side left - | grep -o '"scores":{[^}]*' | cut -c1-90; rm -r out; synk-grade -q --draws 0 --side left -p 'S02_{subject}_{expression}' . | grep -o '"scores":{[^}]*' | cut -c1-90
"scores":{"rest":98.987,"rest_ci95":null,"rest_se":null,"movement":76.092,"movement_ci95":
"scores":{"rest":98.987,"rest_ci95":null,"rest_se":null,"movement":76.092,"movement_ci95":
$ synk-mark -j 3 S0[1-4]_v1_*.pts >a; synk-mark S0[1-4]_v1_*.pts | cmp - a && wc -l <a | tr -d ' '
21
$ ls S02_v1_[rs]*.pts | synk-mark --files-from - | wc -l | tr -d ' '
3
$ printf 'S02_v1_rest.pts\0S02_v1_smile.pts\0' | synk-mark -0 --files-from - | wc -l | tr -d ' '
2

# what cannot be used has a record in its place, and costs nothing else
$ echo text >t.pts; synk-mark S01_v1_rest.pts t.pts none.jpg | cut -c1-160
{"record":"synk-marks/1","file":"S01_v1_rest.pts","image":{"file":null},"face":0,"scheme":"ibug68","detector":{"name":null},"points":[[540.310,1104.180],[527.33
{"record":"synk-error/1","subject":null,"visit":null,"file":"t.pts","tool":"synk-mark","code":"unreadable","message":"expected a landmark format that synk knows
{"record":"synk-error/1","subject":null,"visit":null,"file":"none.jpg","tool":"synk-mark","code":"unreadable","message":"No such file or directory","files":[],"
! synk-mark: t.pts: expected a landmark format that synk knows, found none
! synk-mark: none.jpg: No such file or directory
$ synk-mark --to mediapipe S01_v1_rest.pts
! synk-mark: S01_v1_rest.pts: expected a face mesh, found ibug68
? 1
$ echo '{"faceLandmarks":[]}' >e.json; synk-mark e.json
{"record":"synk-error/1","subject":null,"visit":null,"file":"e.json","tool":"synk-mark","code":"no_face","message":"MediaPipe found no face","files":[],"provenance":{"tool":"synk-mark","version":"0.1.0"}}
! synk-mark: e.json:1: MediaPipe found no face
? 1

# no model
$ synk-mark --model none.task S04_pre_rest.jpg
! synk-mark: none.task: No such file or directory
? 3
$ synk-mark --model S01_v1_rest.pts S04_pre_rest.jpg
! synk-mark: S01_v1_rest.pts: expected a model of MediaPipe's face landmarker: zip: Not a zip archive
? 3
$ head -c 3000 sessions.csv >m.task; synk-mark --model m.task S04_pre_rest.jpg S04_pre_smile.jpg
! synk-mark: m.task: expected a model of MediaPipe's face landmarker: zip: Not a zip archive
? 3

# usage
$ synk-mark
! synk-mark: expected photographs, a directory or landmark files, found nothing; see --help
? 2
$ synk-mark --all-faces --face 1 S01_v1_rest.pts
! synk-mark: --face and --all-faces contradict each other
? 2
$ synk-mark -o out S01_v1_rest.pts
! synk-mark: --output is for --to pts or mediapipe; else use standard output
? 2
$ synk-mark --to pts S01_v1_rest.pts S02_v1_rest.pts
! synk-mark: 2 files: --to pts needs --output DIR
? 2
$ synk-mark --min-score 1.5 a.jpg
! synk-mark: --min-score: expected a number between 0 and 1, found 1.5: only those of --detector dlib go on
? 2
$ synk-mark --min-score 0 a.jpg
! synk-mark: --min-score: expected a number over 0, found '0'
? 2
$ synk-mark --detector dlib --min-score 1.5 -q --to csv S02_v1_rest.pts | wc -l | tr -d ' '
69
$ synk-mark --repeat 1 a.jpg
! synk-mark: --repeat: expected 2 to 100, found '1'
? 2
$ synk-mark --to gif a.jpg
! synk-mark: --to: expected synk-marks, csv, pts or mediapipe, found 'gif'
? 2
$ mkdir empty; synk-mark empty
! synk-mark: expected photographs, found none
? 1

# Codes in place of names.
$ synk-mark --deidentify k S01_v1_rest.pts nowhere.pts 2>&1 | sed 's/[PRLF][2-9B-Z]\{8\}/CODE/g' | sed 's/"points".*\]\]/.../'
synk-mark: CODE.pts: No such file or directory
{"record":"synk-marks/1","file":"CODE.pts","image":{"file":null},"face":0,"scheme":"ibug68","detector":{"name":null},...}
{"record":"synk-error/1","subject":null,"visit":null,"file":"CODE.pts","tool":"synk-mark","code":"unreadable","message":"No such file or directory","files":[],"provenance":{"tool":"synk-mark","version":"0.1.0","deidentified":true}}
$ synk-mark --deidentify k --to csv S01_v1_rest.pts | head -2 | sed 's/[PRLF][2-9B-Z]\{8\}/CODE/g'
image,frame,face,scheme,point,x,y
CODE.pts,,0,ibug68,0,540.310,1104.180
$ synk-mark --deidentify k --to pts -o d S01_v1_rest.pts S02_v1_rest.pts; ls d | sed 's/[PRLF][2-9B-Z]\{8\}/CODE/g'; wc -l <k | tr -d ' '
CODE.pts
CODE.pts
4

# a directory whose path is longer than can be opened costs what is in it
$ d=$(printf '%0250d' 0); mkdir deep more; (cd deep; for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17; do mkdir $d; cd -P $d; done 2>/dev/null); cp S02_v1_*.pts more; mv deep more/; synk-grade -q --draws 0 more 2>&1 >out | cut -c1-40; synk-grade -q --draws 0 more 2>/dev/null | cmp - out; grep -c synk-grade/1 out; rm out; synk-grade -q --draws 0 more >/dev/null 2>&1
synk-grade: more/deep/000000000000000000
1
? 1
$ echo none >more/a.jpg; synk-mark --to csv more 2>&1 | cut -c1-60; rm -r more
synk-mark: more/deep/000000000000000000000000000000000000000
synk-mark: more/a.jpg: expected a JPEG or PNG photo, found s
image,frame,face,scheme,point,x,y

# photographs of other formats are told as such
$ printf '\0\0\0\030ftypheic\0\0\0\0' >a.HEIC; synk-mark a.HEIC | grep -o '"message":"[^"]*"'
"message":"a HEIC photograph: convert it to JPEG or PNG first"
! synk-mark: a.HEIC: a HEIC photograph: convert it to JPEG or PNG first
$ : >zero.jpg; synk-mark --to csv zero.jpg; echo text >zero.jpg; synk-mark --to csv zero.jpg; rm zero.jpg
image,frame,face,scheme,point,x,y
image,frame,face,scheme,point,x,y
! synk-mark: zero.jpg: expected a JPEG or PNG photo, found an empty file
! synk-mark: zero.jpg: expected a JPEG or PNG photo, found something else
$ mkdir h; mv a.HEIC h; synk-mark h; cp S02_v1_rest.pts h/a.jpg; synk-mark --to csv h; rm -r h
image,frame,face,scheme,point,x,y
! synk-mark: h: passed over 1 of other formats (a.HEIC): convert them to JPEG or PNG first
! synk-mark: expected photographs, found none
! synk-mark: h: passed over 1 of other formats (a.HEIC): convert them to JPEG or PNG first
! synk-mark: h/a.jpg: expected a JPEG or PNG photo, found something else

# workers that wait for what nobody writes do not outlive who asked
$ mkfifo pipe; synk-mark -j 2 pipe pipe & p=$!; k= n=0; while [ $(echo $k | wc -w) -lt 2 ] && [ $n -lt 100 ]; do n=$((n + 1)); sleep .1; k=$(grep -ls "^PPid:.$p$" /proc/[0-9]*/status); done; kill $p; wait $p 2>&-; echo $?; n=0; while grep -qs '^State:.[^ZX]' $k && [ $n -lt 100 ]; do n=$((n + 1)); sleep .1; done; grep -s '^State:.[^ZX]' $k; rm pipe
143
