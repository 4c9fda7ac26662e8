# A grade in brief, from a manifest: one row an exam.
$ synk-grade -m sessions.csv -f wide | cut -d, -f1,2,9,10,11,13,15,17
subject,visit,side,status,score_rest,score_movement,score_synkinesis,score_overall
S01,v1,none,ok,98.194,97.726,92.963,96.653
S02,v1,left,ok,98.984,76.086,96.307,86.866
S03,v1,right,ok,97.273,80.052,61.711,79.772
S04,pre,left,ok,89.300,58.730,46.669,63.357
S04,post,left,ok,97.367,64.394,70.167,74.081
S05,v1,left,ok,98.101,,,

# The head of a record; the same input gives the same bytes, by any way in.
$ synk-grade -m sessions.csv | cut -c1-60
{"record":"synk-grade/1","subject":"S01","visit":"v1","group
{"record":"synk-grade/1","subject":"S02","visit":"v1","group
{"record":"synk-grade/1","subject":"S03","visit":"v1","group
{"record":"synk-grade/1","subject":"S04","visit":"pre","grou
{"record":"synk-grade/1","subject":"S04","visit":"post","gro
{"record":"synk-grade/1","subject":"S05","visit":"v1","group
$ synk-grade --subject S01 --visit v1 --side none rest=S01_v1_rest.pts | cut -c1-60
{"record":"synk-grade/1","subject":"S01","visit":"v1","group
$ synk-grade . -p '{subject}_{visit}_{expression}.pts' | wc -l | tr -d ' '
5
! synk-grade: names that match no pattern: 3, such as 'S05_v1_rest.mediapipe.json'

# Tidy rows.
$ synk-grade --side right -f csv rest=S03_v1_rest.pts smile=S03_v1_smile.pts | grep -E '^subject|smile_eye|,movement_ratio|synkinesis_excess'
subject,visit,expression,region,measure,side,value,ci_low,ci_high,unit,status,rater,repeat
,,brow_raise,brow,movement_ratio,,,,,ratio,missing,,
,,eye_close_gentle,eye,movement_ratio,,,,,ratio,missing,,
,,eye_close_tight,,movement_ratio,,,,,ratio,missing,,
,,smile_gentle,,movement_ratio,,,,,ratio,missing,,
,,smile,smile,movement_ratio,,0.624,,,ratio,ok,,
,,snarl,,movement_ratio,,,,,ratio,missing,,
,,pucker,,movement_ratio,,,,,ratio,missing,,
,,lower_teeth,,movement_ratio,,,,,ratio,missing,,
,,smile,eye,synkinesis_excess,,0.320,,,ratio,ok,,
,,smile,brow,synkinesis_excess,,-0.083,,,%ied,ok,,
,,pucker,eye,synkinesis_excess,,,,,ratio,missing,,
,,pucker,brow,synkinesis_excess,,,,,%ied,missing,,
,,brow_raise,eye,synkinesis_excess,,,,,ratio,missing,,
,,brow_raise,mouth,synkinesis_excess,,,,,%ied,missing,,
,,eye_close_gentle,mouth,synkinesis_excess,,,,,%ied,missing,,
,,eye_close_gentle,brow,synkinesis_excess,,,,,%ied,missing,,

# The page for eyes.
$ synk-grade -f table --subject S03 --side right rest=S03_v1_rest.pts brow_raise=S03_v1_brow_raise.pts eye_close_gentle=S03_v1_eye_close_gentle.pts smile=S03_v1_smile.pts snarl=S03_v1_snarl.pts pucker=S03_v1_pucker.pts
S03
Affected side: right (declared).
Left and right are the subject's own; lengths in % of the inter-eye distance.

          at rest                      asked movement
          left  right   diff            left  right  ratio  status        asym
  brow    35.6   35.2    0.4  even      15.5   12.1   0.78  ok              12
  eye      9.7    9.0    0.7  even     101.1  100.9   1.00  ok               2
  smile -111.0 -111.2    0.2  even      14.9    9.3   0.62  ok              19
  Movement of the eye is closure, in % of the fissure at rest; asym is 0 to 100.

  synkinesis             left  right excess   norm  verdict         points
  smile > eye            23.7   55.7   32.0   12.6  beyond norm          .
  smile > brow           -0.2   -0.2   -0.1    2.0  within norm          .
  pucker > eye            6.3   40.1   38.4   12.6  beyond norm          .
  pucker > brow           0.0   -0.3   -0.3    2.0  within norm          .
  brow_raise > eye       -2.9    6.0    8.9   12.6  within norm          .
  brow_raise > mouth     -0.2    0.4    0.6    7.1  within norm          .
  eye_close > mouth      -0.3    2.0    2.3    3.0  within norm          .
  eye_close > brow       -0.5   -0.4    0.1    2.0  within norm          .
  Eye: narrowing in % of the fissure at rest. Points: of Sunnybrook, by length.

  scores (100: symmetric, free of it)
  rest  97   movement  80   synkinesis  62   overall  80
  not assessed: what landmarks cannot show (platysma, mentalis, nasolabial
  fold, buccinator, tone). Research use; no validated cut-offs exist.

# --detector: what is known to miss closed eyes is not believed.
$ synk-grade -f table --detector dlib rest=S01_v1_rest.pts eye_close_gentle=S01_v1_eye_close_gentle.pts | grep -E 'eye  |warning'
  eye      9.6    9.8   -0.2           103.7  103.9      .  withheld         .
  smile > eye               .      .      .   12.6  missing              .
  pucker > eye              .      .      .   12.6  missing              .
  brow_raise > eye          .      .      .   12.6  missing              .
  warning: rest: the detector is known to miss closed eyes
  warning: eye_close_gentle: the detector is known to miss closed eyes

# --scale, --axis, --mirrored, --pts-origin.
$ synk-grade --scale 0.1 rest=S01_v1_rest.pts | grep -o '"scale":{[^}]*'
"scale":{"source":"declared","mm_per_ied":58.179,"relative_sd":null,"iris":{"left":null,"right":null
$ synk-grade --scale none rest=S05_v1_rest.mediapipe.json | grep -o '"scale":{[^}]*'
"scale":{"source":"none","mm_per_ied":null,"relative_sd":null,"reason":"no scale in millimetres","iris":{"left":18.890,"right":18.666
$ synk-grade --axis pupils rest=S01_v1_rest.pts | grep -o '"error":[^}]*'
"error":"the pupil line needs both pupils, and the file does not give them"
! synk-grade: S01_v1_rest.pts: the pupil line needs both pupils, and the file does not give them
! synk-grade: the exam: no photograph of this exam could be used
$ synk-grade -f csv rest=S02_v1_rest.pts | grep ',brow_height,'
,,rest,,brow_height,left,35.256,,,%ied,ok,,
,,rest,,brow_height,right,35.553,,,%ied,ok,,
$ synk-grade -f csv --mirrored rest=S02_v1_rest.pts | grep ',brow_height,'
,,rest,,brow_height,left,35.553,,,%ied,ok,,
,,rest,,brow_height,right,35.256,,,%ied,ok,,
$ synk-grade -f csv --pts-origin 0 rest=S02_v1_rest.pts | grep ',brow_height,'
,,rest,,brow_height,left,35.256,,,%ied,ok,,
,,rest,,brow_height,right,35.553,,,%ied,ok,,

# Norms laid over the defaults, and refused.
$ printf '{"record":"synk-norms/1","values":{"gate.smile":{"value":99,"unit":"%%ied","basis":"assumed","source":"a test"}}}' | synk-grade --norms - -f csv rest=S01_v1_rest.pts smile=S01_v1_smile.pts | grep smile,smile,movement_ratio
,,smile,smile,movement_ratio,,,,,ratio,not_performed,,
$ printf '{"record":"synk-norms/1","values":{"gate.smlie":{}}}' | synk-grade --norms - rest=S01_v1_rest.pts
! synk-grade: <stdin>: gate.smlie: unknown norm
? 1
$ printf '{"record":"synk-norms/1","values":{"gate.smile":{"value":1e9}}}' | synk-grade --norms - rest=S01_v1_rest.pts
! synk-grade: <stdin>: gate.smile: value: expected 0.01 to 100, found 1e+09
? 1

# --check prints only problems.
$ synk-grade --check -m sessions.csv
$ synk-grade --check rest=S01_v1_rest.pts smile=README
! synk-grade: README: expected a landmark format that synk knows, found none
? 1

# A bad file costs its expression, the rest is done, status 1.
$ synk-grade -f wide rest=S01_v1_rest.pts smile=missing.pts | cut -d, -f9-11
side,status,score_rest
unknown,partial,98.194
! synk-grade: missing.pts: No such file or directory
$ head -c 300 S01_v1_smile.pts | synk-grade --check rest=S01_v1_rest.pts smile=-
! synk-grade: <stdin>:21: pts: expected 68 points, found 18 and the end
? 1
$ sed '9s/.*/nan 3/' S01_v1_smile.pts | synk-grade --check rest=S01_v1_rest.pts smile=-
! synk-grade: <stdin>:9: pts: expected two numbers, found 'nan 3'
? 1
$ sed '9s/.*/one two/' S01_v1_smile.pts | synk-grade --check rest=S01_v1_rest.pts smile=-
! synk-grade: <stdin>:9: pts: expected two numbers, found 'one two'
? 1
$ sed '9d' S01_v1_smile.pts | synk-grade --check rest=S01_v1_rest.pts smile=-
! synk-grade: <stdin>:71: pts: expected 68, 66, 51 or 49 points, found 67
? 1
$ printf '' | synk-grade --check rest=S01_v1_rest.pts smile=-
! synk-grade: <stdin>: expected landmarks, found an empty file
? 1
$ printf 'hello\n' | synk-grade --check rest=S01_v1_rest.pts smile=-
! synk-grade: <stdin>: expected a landmark format that synk knows, found none
? 1
$ printf '{"faceLandmarks":[[{"x":0.5}]]}' | synk-grade --check rest=S01_v1_rest.pts smile=-
! synk-grade: <stdin>:1: mediapipe: faceLandmarks[0]: expected 478 or 468 points, found 1
? 1
$ printf '{"faceLandmarks":[]}' | synk-grade --check rest=S01_v1_rest.pts smile=-
! synk-grade: <stdin>: MediaPipe found no face
? 1
$ printf '{"faceLandmarks":[[' | synk-grade --check rest=S01_v1_rest.pts smile=-
! synk-grade: <stdin>:1: mediapipe: expected JSON, found an error in it
? 1
$ printf '<dataset><images><image file="a.jpg"><box top="1"' | synk-grade --check rest=S01_v1_rest.pts smile=-
! synk-grade: <stdin>:1: imglab: expected XML, found unclosed token
? 1

# No rest: measured, not compared.  Nothing usable: an error record.
$ synk-grade -f csv smile=S01_v1_smile.pts | grep -E 'movement_ratio|smile,,commissure_height'
,,brow_raise,brow,movement_ratio,,,,,ratio,missing,,
,,eye_close_gentle,eye,movement_ratio,,,,,ratio,missing,,
,,eye_close_tight,,movement_ratio,,,,,ratio,missing,,
,,smile_gentle,,movement_ratio,,,,,ratio,missing,,
,,smile,smile,movement_ratio,,,,,ratio,missing,,
,,snarl,,movement_ratio,,,,,ratio,missing,,
,,pucker,,movement_ratio,,,,,ratio,missing,,
,,lower_teeth,,movement_ratio,,,,,ratio,missing,,
,,smile,,commissure_height,left,-101.828,,,%ied,ok,,
,,smile,,commissure_height,right,-101.235,,,%ied,ok,,
! synk-grade: the exam: expected a photograph at rest, found none that can be used: nothing can be compared with it
$ synk-grade --subject S09 rest=missing.pts
{"record":"synk-error/1","subject":"S09","visit":null,"group":null,"rater":null,"repeat":null,"visit_order":null,"days_since_onset":null,"days_since_injection":null,"tool":"synk-grade","code":"no_usable_photo","message":"no photograph of this exam could be used","files":[{"file":"missing.pts","expression":"rest","format":null,"scheme":null,"detector":null,"error":"No such file or directory"}],"provenance":{"tool":"synk-grade","version":"0.1.0","norms":"63035844f19a9cb0fa7a2d90b82348ea56642f3c2aca1d4ab5e170b8e278ae88","axis":"canthi"}}
! synk-grade: missing.pts: No such file or directory
! synk-grade: S09: no photograph of this exam could be used
? 1
$ synk-grade --subject S09 -f table rest=missing.pts
S09: no photograph of this exam could be used
  not used: missing.pts: No such file or directory
! synk-grade: missing.pts: No such file or directory
! synk-grade: S09: no photograph of this exam could be used
? 1

# Several faces, frames or images, and which.
$ cat S05_v1_rest.mediapipe.json S05_v1_smile.mediapipe.json | synk-grade --check rest=-
! synk-grade: <stdin>: 2 frames, 0 to 1: choose with FILE@N or FILE@A-B
! synk-grade: the exam: no photograph of this exam could be used
? 1
$ synk-grade --check rest=S01_v1_rest.pts@3
! synk-grade: S01_v1_rest.pts: no frame 3 in the file
! synk-grade: the exam: no photograph of this exam could be used
? 1

# Manifests: what is wrong stands on its line.
$ printf 'subject,expresion,file\n' | synk-grade -m -
! synk-grade: <stdin>:1: expected a column 'expression' (is 'expresion' it?), found 'subject', 'expresion', 'file'
? 1
$ printf 'subject,expression,file\nS01,rest,S01_v1_rest.pts\nS01,smlie,S01_v1_smile.pts\nS01,rest,S01_v1_rest.pts\n' | synk-grade --check -m -
! synk-grade: <stdin>:3: unknown expression 'smlie': did you mean 'smile'?
! synk-grade: <stdin>:4: the same photo as line 2
? 1
$ printf 'subject;expression;file;side\r\nS01;rest;S01_v1_rest.pts;left\r\nS01;smile;S01_v1_smile.pts;right\r\n' | synk-grade --check -m -
! synk-grade: <stdin>:3: side 'right' contradicts 'left' on line 2
? 1
$ printf 'subject,expression,file\nS01,rest\n' | synk-grade --check -m -
! synk-grade: <stdin>:2: expected 3 fields, found 2
? 1

# What would mislead is not compared, or refused.
$ printf 'subject,expression,file\nS01,rest,S01_v1_rest.pts\nS02,rest,S02_v1_rest.pts\n' | synk-grade --side left --check -m -
! synk-grade: <stdin>: --side says the same of several subjects ('S01', 'S02'): use --subjects FILE
? 2
$ printf 'subject,expression,file,side\nS01,rest,S01_v1_rest.pts,left\nS01,smile,S01_v1_smile.pts,right\n' | synk-grade -m - -f wide | cut -d, -f1,9,10
subject,side,status
S01,unknown,partial
! synk-grade: <stdin>:3: side 'right' contradicts 'left' on line 2
$ printf 'subject,side\nS02,left\n' >/tmp/synk.$$; synk-grade --check --subjects /tmp/synk.$$ S01_v1_rest.pts=x 2>/dev/null; synk-grade --subject S02 --side right --subjects /tmp/synk.$$ -f wide rest=S02_v1_rest.pts 2>/dev/null | cut -d, -f1,9,10; rm /tmp/synk.$$
subject,side,status
S02,unknown,ok
$ synk-grade --side left -f csv rest=S05_v1_rest.mediapipe.json smile=S02_v1_smile.pts | grep -E 'smile,smile,movement_(amplitude|ratio)'
,,smile,smile,movement_amplitude,left,9.429,,,%ied,withheld,,
,,smile,smile,movement_amplitude,right,14.739,,,%ied,withheld,,
,,smile,smile,movement_ratio,,,,,ratio,withheld,,
$ synk-grade --side left --detector 'DLib 19.24' -f csv rest=S01_v1_rest.pts smile=S01_v1_smile.pts eye_close_gentle=S01_v1_eye_close_gentle.pts | grep -E 'smile,eye,synk|eye,movement_ratio'
,,eye_close_gentle,eye,movement_ratio,,,,,ratio,withheld,,
,,smile,eye,synkinesis_moved,left,0.200,,,ratio,withheld,,
,,smile,eye,synkinesis_moved,right,0.227,,,ratio,withheld,,
,,smile,eye,synkinesis_excess,,,,,ratio,withheld,,
,,smile,eye,synkinesis_involvement,,,,,score,withheld,,
,,smile,eye,synkinesis_points,,,,,points,withheld,,
$ sed 's/^\([0-9.]*\) \([0-9.]*\)$/\2 \1/' S01_v1_smile.pts | synk-grade --check rest=S01_v1_rest.pts smile=-
! synk-grade: <stdin>: the subject's right and left points are exchanged (a flip that kept the numbers?)
? 1
$ awk 'NR == 52 { a = $0; next } { print } NR == 58 { print a }' S01_v1_smile.pts | synk-grade --check rest=S01_v1_rest.pts smile=-
! synk-grade: <stdin>: right and left commissure are exchanged
? 1
$ for n in 1 2 1; do sed "s/^{/{\"frame\":$n,/" S05_v1_rest.mediapipe.json; done | synk-grade --check rest=-@1-2
! synk-grade: <stdin>: frame 1 comes more than once: several faces? choose with --face N
! synk-grade: the exam: no photograph of this exam could be used
? 1
$ sed 's#^{#{"image":"/home/her name/x.jpg",#' S05_v1_rest.mediapipe.json | synk-grade rest=- | grep -o '"image":"[^"]*"'
"image":"x.jpg"
$ sed 's#^{#{"image":"/home/her name/rest.jpg",#' S05_v1_rest.mediapipe.json | synk-grade -p '/home/{subject} name/{expression}' - | grep -o -e '"subject":"[^"]*"' -e '"image":"[^"]*"'
"subject":"her"
"image":"rest.jpg"
$ synk-grade --check --detector wibble rest=S01_v1_rest.pts
! synk-grade: --detector wibble: no norm says how much of a closed eye it sees; all is assumed

# Usage.
$ synk-grade
! synk-grade: expected EXPRESSION=FILE, a directory or --manifest, found nothing; see --help
? 2
$ synk-grade smlie=S01_v1_rest.pts
! synk-grade: unknown expression 'smlie': did you mean 'smile'?
? 2
$ synk-grade rest=S01_v1_rest.pts rest=S01_v1_rest.pts
! synk-grade: S01_v1_rest.pts: the same photo twice
? 2
$ synk-grade --side up rest=S01_v1_rest.pts
! synk-grade: --side: expected left, right, both, none or unknown, found 'up'
? 2
$ synk-grade --side left .
! synk-grade: .: --side says the same of several subjects ('S01', 'S02'): use --subjects FILE
? 2
$ synk-grade --wibble
! synk-grade: unknown option '--wibble'
? 2
$ synk-grade --from obj rest=S01_v1_rest.pts
! synk-grade: --from: unknown format 'obj': see --list formats
? 2
$ synk-grade -p '{subject}' .
! synk-grade: --pattern: {subject}: expected {expression} once, found none
? 2
$ synk-grade --format xml rest=S01_v1_rest.pts
! synk-grade: --format: expected json, csv, wide or table, found 'xml'
? 2
$ synk-grade --list wibble
! synk-grade: expected formats, schemes, expressions, measures, points or norms, found 'wibble'
? 2
$ synk-grade --image-size 3x rest=S01_v1_rest.pts
! synk-grade: --image-size: expected an image size such as 640x480, found '3x'
? 2
$ synk-grade --version
synk-grade 0.1.0

# What it says of itself.
$ synk-grade --list formats
pts         iBUG/300-W points (.pts)
            schemes: ibug68 (68, 66, 51 or 49 points)
emotrics    Emotrics and Emotrics+ text (.txt)
            schemes: ibug68, emotrics76
imglab      dlib imglab XML (.xml)
            schemes: ibug68
synk-marks  synk's own records (.ndjson)
            schemes: all
mediapipe   MediaPipe Face Landmarker, Face Mesh (.json, .ndjson)
            schemes: mediapipe478, mediapipe468
faceapi     face-api.js detections (.json)
            schemes: ibug68
human       vladmandic/human result (.json)
            schemes: mediapipe478, mediapipe468
pbtxt       MediaPipe landmarks as protobuf text (.pbtxt)
            schemes: mediapipe478, mediapipe468
openface    OpenFace 0.x to 2.2 CSV (.csv)
            schemes: ibug68
$ synk-grade --list schemes
ibug68         68 points
emotrics76     76 points
mediapipe468   468 points
mediapipe478   478 points
$ synk-grade --list expressions
rest              repose resting neutral normal relaxed atrest
brow_raise        brow_lift brow_elevation browlift browraise eyebrow_raise
                  eyebrow_lift raise_brows forehead forehead_wrinkle frontalis
                  surprised
eye_close_gentle  gentle_closure gentle_eye_closure eye_closure_gentle
                  gentle_close eyes_closed eye_closure eye_close close_eyes
                  light_closure blink eyes_closed_gentle eyes_closed_gently
eye_close_tight   tight_closure tight_eye_closure eye_closure_tight tight_close
                  forceful_closure full_closure squeeze eyes_tight
                  eyes_closed_tight eyes_closed_tightly close_eyes_tight tight
smile_gentle      gentle_smile small_smile closed_smile smile_closed
                  closed_mouth_smile
smile             big_smile full_smile open_smile smile_open open_mouth_smile
                  smile_full large_smile smile_teeth happy
snarl             nose_wrinkle wrinkle_nose sneer
pucker            lip_pucker ooo kiss whistle purse lip_purse
lower_teeth       eee lower_teeth_show show_lower_teeth lower_lip
$ synk-grade --list measures
brow_height_medial    %ied   sides medial end of the brow above the eye line
brow_height_mid       %ied   sides middle of the brow above the eye line
brow_height_lateral   %ied   sides lateral end of the brow above the eye line
brow_height           %ied   sides mean height of the five brow points above
                                   the eye line
brow_height_pupil     %ied   sides brow above the pupil, at the pupil's x
fissure_height        %ied   sides palpebral fissure: middle of the upper lid
                                   above that of the lower; of schemes without
                                   such points, half-way between their
                                   neighbours
fissure_width         %ied   sides palpebral fissure: inner to outer canthus
eye_area              %ied2  sides area within canthi and lids
mrd1                  %ied   sides upper lid margin above the pupil, at its x;
                                   negative if below
mrd2                  %ied   sides lower lid margin below the pupil, at its x;
                                   negative if above
commissure_lateral    %ied   sides corner of the mouth from the midline
commissure_height     %ied   sides corner of the mouth above the eye line (so
                                   negative)
commissure_excursion  %ied   sides corner of the mouth from where the lower
                                   lip's lower edge crosses the midline; a
                                   position, not a movement
smile_angle           deg    sides 90 degrees plus the rise of the corner of
                                   the mouth seen from that crossing
upper_lip_height      %ied   sides upper edge of the upper lip, half-way to the
                                   corner, above the eye line (so negative)
lower_lip_height      %ied   sides lower edge of the lower lip, half-way to the
                                   corner, above the eye line (so negative)
interlabial_gap       %ied   sides gap between the lips half-way to the corner,
                                   not below 0
interlabial_area      %ied2  sides area between the lips on that side of their
                                   middle, not below 0
ala_height            %ied   sides wing of the nose above the eye line (so
                                   negative)
shift_nose_tip        %ied   mid   nose tip from the midline, to the left
shift_upper_lip       %ied   mid   middle of the upper lip from the midline, to
                                   the left
shift_lower_lip       %ied   mid   middle of the lower lip from the midline, to
                                   the left
shift_menton          %ied   mid   chin from the midline, to the left; in no
                                   score
$ synk-grade --list points
site                   ibug68 R / L      mediapipe478 R / L
brow_medial            21     / 22       107    / 336
brow_medial_mid        20     / 23       66     / 296
brow_mid               19     / 24       105    / 334
brow_lateral_mid       18     / 25       63     / 293
brow_lateral           17     / 26       70     / 300
canthus_inner          39     / 42       133    / 362
canthus_outer          36     / 45       33     / 263
lid_upper_medial       38     / 43       158    / 385
lid_upper_mid          37, 38 / 43, 44   159    / 386
lid_upper_lateral      37     / 44       160    / 387
lid_lower_medial       40     / 47       153    / 380
lid_lower_mid          40, 41 / 46, 47   145    / 374
lid_lower_lateral      41     / 46       144    / 373
pupil                  -      / -        468    / 473
iris_medial            -      / -        469    / 476
iris_lateral           -      / -        471    / 474
ala                    31     / 35       98     / 327
commissure             48     / 54       61     / 291
commissure_inner       60     / 64       78     / 308
lip_upper_lateral      49     / 53       39     / 269
lip_upper_peak         50     / 52       37     / 267
lip_lower_lateral      59     / 55       91     / 321
lip_lower_paramedian   58     / 56       84     / 314
lip_upper_inner        61     / 63       82     / 312
lip_lower_inner        67     / 65       87     / 317
nasion                 27                168
bridge_upper           28                6, 197
bridge_lower           29                195, 5
nose_tip               30                4
subnasale              33                2
lip_upper_mid          51                0
stomion_upper          62                13
stomion_lower          66                14
lip_lower_mid          57                17
menton                 8                 152
R and L are the subject's own sides; two numbers are a mean; numbers start
at 0.  emotrics76 is ibug68 and 8 more, mediapipe468 has no irises.
$ synk-grade --list norms | head -5
{
"record": "synk-norms/1",
"values": {
  "ied_mm": {"value": 63.0, "unit": "mm", "basis": "derived",
    "source": "MediaPipe canonical face model: its eye centres are 63.02 mm apart",
$ synk-grade --explain gate.smile
gate.smile
  default   4 %ied (derived)
  source    over 3 times the repeatability of a commissure (0.9 to 1.2 % IED)
$ synk-grade --explain smile_angle
smile_angle
  is        90 degrees plus the rise of the corner of the mouth seen from that
            crossing
  unit      deg
  source    Emotrics, measurements.py
$ synk-grade --explain ratio
regions.movement.ratio
  unit      ratio
  is        movement of the affected side / movement of the other; null with a
            reason where the side is not known or the other side moved less
            than its gate; of a healthy control (side none) the smaller / the
            larger
$ synk-grade --explain wibble
! synk-grade: nothing is called 'wibble': see --list measures, --list norms and synk-record(5)
? 2
