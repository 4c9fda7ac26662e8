# A grade in brief, from a manifest: one row an exam.
$ synk-grade -m sessions.csv -f wide | cut -d, -f1,2,9-13,16,19,22
subject,visit,side,side_source,severity,status,score_rest,score_movement,score_synkinesis,score_overall
S01,v1,none,declared,undetermined,ok,98.192,97.741,94.218,96.973
S02,v1,left,declared,mild,ok,98.987,76.092,97.362,87.134
S03,v1,right,declared,moderate,ok,96.278,80.081,61.711,79.538
S04,pre,left,declared,severe,ok,74.405,53.037,46.642,56.780
S04,post,left,declared,mild,ok,92.222,64.578,73.583,73.740
S05,v1,left,declared,undetermined,ok,98.099,,,

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
! synk-grade: names that match no pattern: 5, such as 'S05_v1_rest.mediapipe.json'

# Tidy rows.
$ synk-grade --side right -f csv rest=S03_v1_rest.pts smile=S03_v1_smile.pts | grep -E '^subject|smile_eye|,movement_ratio|synkinesis_excess'
subject,visit,expression,region,measure,side,value,ci_low,ci_high,se,unit,status,rater,repeat
,,brow_raise,brow,movement_ratio,,,,,,ratio,missing,,
,,eye_close_gentle,eye,movement_ratio,,,,,,ratio,missing,,
,,eye_close_tight,,movement_ratio,,,,,,ratio,missing,,
,,smile_gentle,,movement_ratio,,,,,,ratio,missing,,
,,smile,smile,movement_ratio,,0.624,0.465,0.833,0.095,ratio,ok,,
,,snarl,,movement_ratio,,,,,,ratio,missing,,
,,pucker,,movement_ratio,,,,,,ratio,missing,,
,,lower_teeth,,movement_ratio,,,,,,ratio,missing,,
,,smile,eye,synkinesis_excess,,0.330,0.281,0.386,0.028,ratio,ok,,
,,smile,brow,synkinesis_excess,,-0.083,-1.773,1.737,0.888,%ied,ok,,
,,pucker,eye,synkinesis_excess,,,,,,ratio,missing,,
,,pucker,brow,synkinesis_excess,,,,,,%ied,missing,,
,,brow_raise,eye,synkinesis_excess,,,,,,ratio,missing,,
,,brow_raise,mouth,synkinesis_excess,,,,,,%ied,missing,,
,,eye_close_gentle,mouth,synkinesis_excess,,,,,,%ied,missing,,
,,eye_close_gentle,brow,synkinesis_excess,,,,,,%ied,missing,,
,,,eye,finding_smile_eye,,0.330,,,,ratio,present,,
,,,eye,finding_smile_eye_probability,,1.000,,,,probability,ok,,

# The page for eyes.
$ synk-grade -f table --subject S03 --side right rest=S03_v1_rest.pts brow_raise=S03_v1_brow_raise.pts eye_close_gentle=S03_v1_eye_close_gentle.pts smile=S03_v1_smile.pts snarl=S03_v1_snarl.pts pucker=S03_v1_pucker.pts
S03                                             affected side: right (declared)
Moderate synkinesis (probability >0.99 of that or worse).
  because smile: the eye narrows 33 % beyond the other (norm 13 %), prob >0.99
  note    probabilities and 95 % intervals cover the noise of landmarks only.
          Research use: no validated cut-offs exist (calibrated: false).

Left and right are the subject's own; lengths in % of inter-eye distance (IED).

At rest                left  right   diff     std. error norm  prob affected
  brow, height         35.6   35.2    0.4            0.6  4.8 <0.01 even
  eye, opening         14.5   13.3    1.2            0.3  1.6  0.06 narrow
  mouth, height      -111.0 -111.2    0.2            0.7  4.8 <0.01 even
  mouth, outward       39.5   38.9    0.6            1.5 10.6 <0.01 even

Asked movement         left  right  ratio           95 % norm  prob status
  brow raise           15.5   12.1   0.78   0.67 to 0.89 0.79  0.58 ok
  eye close gentle    100.7  100.6   1.00   0.95 to 1.05 0.83 <0.01 ok
  smile                14.9    9.3   0.62   0.46 to 0.83 0.81  0.96 ok
  snarl                 6.1    4.8   0.80   0.60 to 0.91    .     . ok
  pucker                7.3    6.6   0.90   0.48 to 1.61    .     . ok
  Ratio: affected / other side. Eyes: closure in % of the opening at rest.

Synkinesis             left  right excess           95 % norm  prob finding
  smile > eye          22.5   55.5   33.0   28.1 to 38.6 12.6 >0.99 present
  smile > brow         -0.2   -0.2   -0.1    -1.8 to 1.7  2.0 <0.01 absent
  pucker > eye          4.8   40.0   38.3   22.6 to 53.5 12.6 >0.99 present
  pucker > brow         0.0   -0.3   -0.3    -2.1 to 1.5  2.0  0.01 absent
  brow raise > eye     -3.4    5.8    9.2    4.6 to 14.9 12.6  0.14 uncertain
  brow raise > mouth   -0.2    0.4    0.6    -2.4 to 4.1  7.1 <0.01 absent
  eye close > mouth    -0.3    2.0    2.3    -1.0 to 6.1  3.0  0.14 uncertain
  eye close > brow     -0.5   -0.4    0.1    -1.4 to 1.8  2.0 <0.01 absent
  Excess: affected side over the other; pucker > eye: over what is usual.
  Eyes: narrowing in % of the opening at rest.

Asymmetry, 0 to 100                 value           95 %   share           95 %
  brow                                 12        4 to 22    0.20   0.07 to 0.32
  eye                                   4         0 to 7    0.44   0.33 to 0.59
  smile                                19        8 to 34    0.37   0.20 to 0.48
  Value: of rest and movement; share: of the face's, with synkinesis.

Scores, 0 to 100                    score           95 %  noise floor
  rest                                 96      91 to 100           97
  movement                             80       72 to 87           94
  synkinesis                           62       49 to 81           92
  overall                              80       74 to 86           95
  100: symmetric, free of synkinesis. Noise floor: such a face at this noise.

  not assessed: platysma, mentalis, nasolabial fold, buccinator, skin wrinkles,
                muscle tone, tearing, patient report: landmarks cannot show
                them, and what they do not show is not absent.

# --detector: what is known to miss closed eyes is not believed.
$ synk-grade -f table --detector dlib rest=S01_v1_rest.pts eye_close_gentle=S01_v1_eye_close_gentle.pts | grep -E 'eye  |warning'
  warning no pucker: it shows synkinesis of the eye most often
  smile > eye             .      .      .              . 12.6     . no photo
  pucker > eye            .      .      .              . 12.6     . no photo
  brow raise > eye        .      .      .              . 12.6     . no photo
  eye                                   .              .       .              .
  warning: rest, eye_close_gentle: the detector is known to miss closed eyes

# --scale, --axis, --mirrored, --pts-origin.
$ synk-grade --scale 0.1 rest=S01_v1_rest.pts | grep -o '"scale":{[^}]*'
"scale":{"source":"declared","mm_per_ied":58.179,"relative_sd":null,"iris":{"source":null,"left":null,"right":null
$ synk-grade --scale none rest=S05_v1_rest.mediapipe.json | grep -o '"scale":{[^}]*'
"scale":{"source":"none","mm_per_ied":null,"relative_sd":null,"reason":"no scale in millimetres","iris":{"source":"landmarks","left":18.890,"right":18.666
$ synk-grade --axis pupils rest=S01_v1_rest.pts | grep -o '"error":[^}]*'
"error":"the pupil line needs both pupils, and the file does not give them"
! synk-grade: S01_v1_rest.pts: the pupil line needs both pupils, and the file does not give them
! synk-grade: the exam: no photograph of this exam could be used
$ synk-grade -f csv rest=S02_v1_rest.pts | grep ',brow_height,'
,,rest,,brow_height,left,35.256,,,0.832,%ied,ok,,
,,rest,,brow_height,right,35.553,,,0.766,%ied,ok,,
$ synk-grade -f csv --mirrored rest=S02_v1_rest.pts | grep ',brow_height,'
,,rest,,brow_height,left,35.553,,,0.732,%ied,ok,,
,,rest,,brow_height,right,35.256,,,0.823,%ied,ok,,
$ synk-grade -f csv --pts-origin 0 rest=S02_v1_rest.pts | grep ',brow_height,'
,,rest,,brow_height,left,35.256,,,0.804,%ied,ok,,
,,rest,,brow_height,right,35.553,,,0.837,%ied,ok,,

# Norms laid over the defaults, and refused.
$ printf '{"record":"synk-norms/1","values":{"gate.smile":{"value":99,"unit":"%%ied","basis":"assumed","source":"a test"}}}' | synk-grade --norms - -f csv rest=S01_v1_rest.pts smile=S01_v1_smile.pts | grep smile,smile,movement_ratio
,,smile,smile,movement_ratio,,,,,,ratio,not_performed,,
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
$ synk-grade -f wide rest=S01_v1_rest.pts smile=missing.pts | cut -d, -f9,11-13
side,severity,status,score_rest
unknown,undetermined,partial,98.192
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
! synk-grade: <stdin>:71: pts: expected 68 points (or 49, 51, 66), 70, 76, 98, 106, 468 or 478, found 67
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
,,brow_raise,brow,movement_ratio,,,,,,ratio,missing,,
,,eye_close_gentle,eye,movement_ratio,,,,,,ratio,missing,,
,,eye_close_tight,,movement_ratio,,,,,,ratio,missing,,
,,smile_gentle,,movement_ratio,,,,,,ratio,missing,,
,,smile,smile,movement_ratio,,,,,,ratio,missing,,
,,snarl,,movement_ratio,,,,,,ratio,missing,,
,,pucker,,movement_ratio,,,,,,ratio,missing,,
,,lower_teeth,,movement_ratio,,,,,,ratio,missing,,
,,smile,,commissure_height,left,-101.828,,,1.074,%ied,ok,,
,,smile,,commissure_height,right,-101.235,,,1.117,%ied,ok,,
! synk-grade: the exam: expected a photograph at rest, found none that can be used: nothing can be compared with it
$ synk-grade --subject S09 rest=missing.pts
{"record":"synk-error/1","subject":"S09","visit":null,"group":null,"rater":null,"repeat":null,"visit_order":null,"days_since_onset":null,"days_since_injection":null,"tool":"synk-grade","code":"no_usable_photo","message":"no photograph of this exam could be used","files":[{"file":"missing.pts","expression":"rest","format":null,"scheme":null,"detector":null,"error":"No such file or directory"}],"provenance":{"tool":"synk-grade","version":"0.1.0","norms":"f53de57f7b7533f148832e258e39504696c46a7b218d4d7d2f427c1a2b82fdf9","axis":"canthi","draws":0,"seed":1}}
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

# A file is read once for all who want some of it.
$ cat S05_v1_rest.mediapipe.json S05_v1_smile.mediapipe.json >v; synk-grade --draws 0 rest=v@0 smile=v@1 >a; synk-grade --draws 0 rest=-@0 smile=-@1 <v | sed 's/"-"/"v"/g' | cmp - a
$ for e in rest smile; do sed "s|^{|{\"image\":\"S05/v1/$e.jpg\",|" S05_v1_$e.mediapipe.json; done >all; (echo subject,visit,expression,file,image; echo S05,v1,rest,all,S05/v1/rest.jpg; echo S05,v1,smile,all,smile.jpg; echo S05,v2,rest,all,v1/rest.jpg; echo S05,v2,smile,all,1/smile.jpg) >m.csv; synk-grade --draws 0 -m m.csv | grep -o '"visit":"v[12]"\|"image":"[^"]*"'
"visit":"v1"
"image":"S05/v1/rest.jpg"
"image":"S05/v1/smile.jpg"
"visit":"v2"
"image":"S05/v1/rest.jpg"
"image":"1/smile.jpg"
! synk-grade: all: no image '1/smile.jpg' in the file; it has S05/v1/rest.jpg, S05/v1/smile.jpg

# Standard input is there for all, whatever is read between.
$ synk-grade --draws 0 rest=-@0 brow_raise=S05_v1_smile.mediapipe.json smile=-@1 <v | grep -o '"file":"[^"]*"\|"error":[^,]*'
"file":"-"
"file":"S05_v1_smile.mediapipe.json"
"file":"-"

# The very name goes before a path that ends in it; folders as Windows has them.
$ sed 's|S05/v1/|old/&|' all >older; cat all older >both; sed 's|"image":"S05/v1/|"image":"D:\\\\S05\\\\|' all >windows; synk-grade --draws 0 rest=both@S05/v1/rest.jpg smile=windows@smile.jpg | grep -o '"image":"[^"]*"'
"image":"S05/v1/rest.jpg"
"image":"D:\\S05\\smile.jpg"
$ synk-grade --check rest=both@rest.jpg
! synk-grade: both: more than one image is named 'rest.jpg'
! synk-grade: the exam: no photograph of this exam could be used
? 1
$ synk-grade --check rest=all@rest.jpg --face 1
! synk-grade: all: no face 1 in the file
! synk-grade: the exam: no photograph of this exam could be used
? 1

# What is wrong in it is said once, and recorded of each.
$ (cat v; echo '{"faceLandmarks":3}') >w; synk-grade --draws 0 rest=w@0 smile=w@1 | grep -o '"error":"[^"]*"'
"error":"mediapipe: faceLandmarks: expected an array, found 3"
"error":"mediapipe: faceLandmarks: expected an array, found 3"
! synk-grade: w:3: mediapipe: faceLandmarks: expected an array, found 3
! synk-grade: the exam: no photograph of this exam could be used

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
$ printf 'subject,expression,file,side\nS01,rest,S01_v1_rest.pts,left\nS01,smile,S01_v1_smile.pts,right\n' | synk-grade -m - -f wide | cut -d, -f1,9,10,12
subject,side,side_source,status
S01,unknown,,partial
! synk-grade: <stdin>:3: side 'right' contradicts 'left' on line 2
$ printf 'subject,side\nS02,left\n' >/tmp/synk.$$; synk-grade --check --subjects /tmp/synk.$$ S01_v1_rest.pts=x 2>/dev/null; synk-grade --subject S02 --side right --subjects /tmp/synk.$$ -f wide rest=S02_v1_rest.pts 2>/dev/null | cut -d, -f1,9,10,12; rm /tmp/synk.$$
subject,side,side_source,status
S02,unknown,,ok
$ synk-grade --side left -f csv rest=S05_v1_rest.mediapipe.json smile=S02_v1_smile.pts | grep -E 'smile,smile,movement_(amplitude|ratio)'
,,smile,smile,movement_amplitude,left,9.429,,,1.431,%ied,withheld,,
,,smile,smile,movement_amplitude,right,14.739,,,1.459,%ied,withheld,,
,,smile,smile,movement_ratio,,,,,,ratio,withheld,,
$ synk-grade --side left --detector 'DLib 19.24' -f csv rest=S01_v1_rest.pts smile=S01_v1_smile.pts eye_close_gentle=S01_v1_eye_close_gentle.pts | grep -E 'smile,eye,synk|eye,movement_ratio'
,,eye_close_gentle,eye,movement_ratio,,,,,,ratio,withheld,,
,,smile,eye,synkinesis_moved,left,0.203,,,0.074,ratio,withheld,,
,,smile,eye,synkinesis_moved,right,0.221,,,0.067,ratio,withheld,,
,,smile,eye,synkinesis_excess,,,,,,ratio,withheld,,
,,smile,eye,synkinesis_involvement,,,,,,score,withheld,,
,,smile,eye,synkinesis_points,,,,,,points,withheld,,
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
! synk-grade: --detector wibble: nothing is known of its noise, nor of how much of a closed eye it sees; all is assumed

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
! synk-grade: expected formats, schemes, expressions, measures, points, findings or norms, found 'wibble'
? 2
$ synk-grade --image-size 3x rest=S01_v1_rest.pts
! synk-grade: --image-size: expected an image size such as 640x480, found '3x'
? 2
$ synk-grade --version
synk-grade 0.1.0

# What it says of itself.
$ synk-grade --list formats
npy            numpy array of points (.npy)
               schemes: all but sites60, by count
pts            iBUG/300-W points (.pts)
               schemes: ibug68 (68, 66, 51 or 49 points); others by count
emotrics       Emotrics and Emotrics+ text (.txt)
               schemes: ibug68, emotrics76
imglab         dlib imglab XML (.xml)
               schemes: ibug68
synk-marks     synk's own records (.ndjson)
               schemes: all
mediapipe      MediaPipe Face Landmarker, Face Mesh (.json, .ndjson)
               schemes: mediapipe478, mediapipe468
faceapi        face-api.js detections (.json)
               schemes: ibug68
human          vladmandic/human result (.json)
               schemes: mediapipe478, mediapipe468
labelme        labelme points with numbers or names (.json)
               schemes: sites60; others by number
labelstudio    Label Studio key points, JSON or JSON_MIN (.json)
               schemes: sites60; others by number
openpose       OpenPose people with faces (.json)
               schemes: openpose70, ibug68
coco           COCO, COCO-WholeBody, mmpose key points (.json)
               schemes: ibug68; others by count
pbtxt          MediaPipe landmarks as protobuf text (.pbtxt)
               schemes: mediapipe478, mediapipe468
openface       OpenFace 0.x to 2.2 CSV (.csv)
               schemes: ibug68
wflw           WFLW annotations, a face a line (.txt)
               schemes: wflw98
points         points alone, x and y a line (.txt)
               schemes: by count
jd106          106 points numbered as JD-landmark and LaPa do
               schemes: jd106
insightface106 106 points numbered as InsightFace does
               schemes: insightface106
$ synk-grade --list schemes
ibug68         68 points
openpose70     70 points
emotrics76     76 points
wflw98         98 points
jd106          106 points
insightface106 106 points
mediapipe468   468 points
mediapipe478   478 points
sites60        60 points
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
site                  ibug68        wflw98  jd106   insightface106 mediapipe478
brow_medial           21/22         37/42   37/42   50/102         107/336
brow_medial_mid       20/23         36/43   36/43   51/103         66/296
brow_mid              19/24         35/44   35/44   49/104         105/334
brow_lateral_mid      18/25         34/45   34/45   48/105         63/293
brow_lateral          17/26         33/46   33/46   43/101         70/300
canthus_inner         39/42         64/68   70/75   39/89          133/362
canthus_outer         36/45         60/72   66/79   35/93          33/263
lid_upper_medial      38/43         63/69   69/76   42/95          158/385
lid_upper_mid         37, 38/43, 44 62/70   68/77   40/94          159/386
lid_upper_lateral     37/44         61/71   67/78   41/96          160/387
lid_lower_medial      40/47         65/75   71/82   37/90          153/380
lid_lower_mid         40, 41/46, 47 66/74   72/81   33/87          145/374
lid_lower_lateral     41/46         67/73   73/80   36/91          144/373
pupil                 -             96/97   74/83   38/92          468/473
iris_medial           -             -       -       -              469/476
iris_lateral          -             -       -       -              471/474
ala                   31/35         55/59   58/62   78/84          98/327
commissure            48/54         76/82   84/90   52/61          61/291
commissure_inner      60/64         88/92   96/100  65/69          78/308
lip_upper_lateral     49/53         77/81   85/89   64/68          39/269
lip_upper_peak        50/52         78/80   86/88   63/67          37/267
lip_lower_lateral     59/55         87/83   95/91   55/58          91/321
lip_lower_paramedian  58/56         86/84   94/92   56/59          84/314
lip_upper_inner       61/63         89/91   97/99   66/70          82/312
lip_lower_inner       67/65         95/93   103/101 54/57          87/317
nasion                27            51      51      72             168
bridge_upper          28            52      52      73             6, 197
bridge_lower          29            53      53      74             195, 5
nose_tip              30            54      54      86             4
subnasale             33            57      60      80             2
lip_upper_mid         51            79      87      71             0
stomion_upper         62            90      98      62             13
stomion_lower         66            94      102     60             14
lip_lower_mid         57            85      93      53             17
menton                8             16      16      0              152
Right/left, the subject's own sides; two numbers with a comma are a mean;
numbers start at 0.  openpose70 is ibug68 and the pupils 68/69, emotrics76
is ibug68 and 8 more, mediapipe468 has no irises.
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
regions.*.movement.ratio
movements.*.ratio
  type      number | null
  is        Movement of the affected side / movement of the other; negative if
            the affected side went the wrong way. Of a healthy control (side
            none) the smaller / the larger. null with ratio_reason: where the
            affected side is not one, or the other moved less than its gate
            (norms gate.*).
  norm      gate.fissure = 4 %ied (assumed): 2.5 mm, a quarter of a normal
            fissure
  norm      gate.brow_raise = 4 %ied (derived): 5 of 15 healthy people asked
            for surprise lifted their brows less than 4 % IED and did not raise
            them; 4 times the SD of one side's change
  norm      gate.eye_close = 0.3 ratio (assumed): above the 21.6 % by which a
            healthy smile narrows the eye
  norm      gate.smile = 4 %ied (derived): over 3 times the repeatability of a
            commissure (0.9 to 1.2 % IED)
  norm      gate.snarl = 2 %ied (assumed): over 3 times the repeatability of
            the nose base (0.3 to 0.5 % IED)
  norm      gate.pucker = 3 %ied (assumed): over 3 times the repeatability of a
            commissure's lateral place (0.9 % IED)
  norm      gate.lower_teeth = 3 %ied (assumed): over 2 times the repeatability
            of the lower lip (1.2 to 1.5 % IED)
$ synk-grade --explain wibble
! synk-grade: nothing is called 'wibble': see --list measures, findings or norms, and synk-record(5)
? 2
$ synk-grade --explain smile_eye
smile_eye
  finding   smile: narrowing of the eye of the affected side beyond the
            other's, above the norm of the detector
  region    eye
  norm      synkinesis.smile_eye.norm = 0.126 ratio (derived): healthy smiles,
            15 people, MediaPipe: SD of the left-right difference 6.4 points,
            times 1.96
  norm      synkinesis.smile_eye.norm.dlib = 0.039 ratio (derived): healthy
            smiles, 15 people, dlib 19.24: SD of the left-right difference 2.0
            points, times 1.96
  norm      synkinesis.smile_eye.norm.mediapipe = 0.126 ratio (derived):
            healthy smiles, 15 people, MediaPipe Face Landmarker 2023: SD of
            the left-right difference 6.4 points, times 1.96
  norm      synkinesis.smile_eye.norm.mediapipe-facemesh = 0.206 ratio
            (derived): healthy smiles, 15 people, npm @mediapipe/face_mesh 0.4:
            SD of the left-right difference 10.5 points, times 1.96
  norm      synkinesis.smile_eye.norm_length = 1.6 %ied (derived): 95 % limit
            of the healthy left-right difference of fissures 1.03 mm (Lam, Am J
            Ophthalmol 1995); inter-eye distance taken as 63.0 mm
$ synk-grade --explain severity.grade
severity.grade
  type      none | weakness_without_synkinesis | mild | moderate | severe |
            undetermined
  is        The highest of mild, moderate and severe that is reached or
            exceeded with the norm probability.present;
            weakness_without_synkinesis if that has this probability; none only
            if all that decides could be assessed and is absent, pucker
            included; else undetermined.
  norm      probability.present = 0.9 ratio (assumed): a finding is present,
            and a severity reached, from this probability
$ synk-grade --list findings | tail -22
brow_raise_mouth smile  %ied  above 7.1    published
                 brow raise: pull of the commissure of the affected side beyond
                 the other's
eye_close_mouth  smile  %ied  above 3      published
                 eye closure: pull of the commissure of the affected side
                 beyond the other's
eye_close_brow   brow   %ied  above 2      derived
                 eye closure: lift or drop of the brow of the affected side
                 beyond the other's

severity
none                        none of what follows
weakness_without_synkinesis a region moves at less than half, without a sign of
                            tension or synkinesis
mild                        brow or smile moves less than normal, or a region
                            differs noticeably at rest
moderate                    the eye narrows on a smile beyond the norm, or eye
                            or mouth is tense at rest
severe                      eye and mouth are tense at rest, and two regions
                            move at less than half
undetermined                no degree reaches its probability, or what decides
                            could not be assessed

# draws: the same bytes for the same seed, in any order and wherever the files are
$ synk-grade --side left rest=S04_pre_rest.pts smile=S04_pre_smile.pts -f csv | grep smile,smile,movement_ratio
,,smile,smile,movement_ratio,,0.276,0.072,0.480,0.099,ratio,ok,,
$ synk-grade --side left smile=S04_pre_smile.pts rest=$PWD/S04_pre_rest.pts -f csv | grep smile,smile,movement_ratio
,,smile,smile,movement_ratio,,0.276,0.072,0.480,0.099,ratio,ok,,
$ synk-grade --side left --seed 2 rest=S04_pre_rest.pts smile=S04_pre_smile.pts -f csv | grep smile,smile,movement_ratio
,,smile,smile,movement_ratio,,0.276,0.123,0.481,0.086,ratio,ok,,
$ synk-grade --side left --draws 1000 rest=S04_pre_rest.pts smile=S04_pre_smile.pts -f csv | grep smile,smile,movement_ratio
,,smile,smile,movement_ratio,,0.276,0.099,0.463,0.092,ratio,ok,,
$ synk-grade --side left --draws 0 rest=S04_pre_rest.pts smile=S04_pre_smile.pts -f csv | grep smile,smile,movement_ratio
,,smile,smile,movement_ratio,,0.276,,,,ratio,ok,,
$ synk-grade --draws 19 rest=S04_pre_rest.pts
! synk-grade: --draws: expected 0, or 20 to 100000, found '19'
? 2
$ synk-grade --draws many rest=S04_pre_rest.pts
! synk-grade: --draws: expected a whole number, 0 or more, found 'many'
? 2
$ synk-grade --seed -1 rest=S04_pre_rest.pts
! synk-grade: --seed: expected a whole number, 0 or more, found '-1'
? 2

# no side, no draws, a side that the photos speak against
$ synk-grade -f table $(for e in rest brow_raise eye_close_gentle smile pucker; do echo $e=S04_pre_$e.pts; done) | head -8
-                             affected side: left (inferred, probability >0.99)
Severe synkinesis (probability 0.98).
  because brow raise: 33 % of the other side's (limit 50 %), prob >0.99
          at rest: the eye is narrower by 3.4 % IED (norm 1.6 %), prob >0.99
          at rest: the mouth's corner is higher by 8.1 % IED (norm 6.2 %),
          prob 0.99
  degrees moderate 0.02, severe 0.98; else <0.01
  warning the side was inferred from the numbers it is used for: they come out
$ synk-grade -f table --draws 0 --side left rest=S04_pre_rest.pts smile=S04_pre_smile.pts | head -8
-                                                affected side: left (declared)
Severity undetermined: no draws were made.
  warning no pucker: it shows synkinesis of the eye most often
  note    without draws there are no intervals and no probabilities.
          Research use: no validated cut-offs exist (calibrated: false).

Left and right are the subject's own; lengths in % of inter-eye distance (IED).
$ synk-grade -f table --side right $(for e in rest brow_raise eye_close_gentle smile pucker; do echo $e=S04_pre_$e.pts; done) | head -12
-                                 affected side: right (declared, contradicted)
CHECK THE SIDE: the photographs speak against it.  As declared:
Mild synkinesis (probability >0.99 of that or worse).
  because at rest: the eyes differ in opening by 3.4 % IED (norm 1.6 %),
          prob >0.99
          at rest: the mouth's corners differ in height by 8.1 %
          IED (norm 4.8 %), prob >0.99
  warning movement and synkinesis speak for the left side, not for 'right':
          were the photos mirrored?
  note    probabilities and 95 % intervals cover the noise of landmarks only.
          Research use: no validated cut-offs exist (calibrated: false).
$ synk-grade -f table --side both rest=S04_pre_rest.pts smile=S04_pre_smile.pts pucker=S04_pre_pucker.pts | head -6
-                                                affected side: both (declared)
Severity undetermined: both sides are affected.
  note    probabilities and 95 % intervals cover the noise of landmarks only.
          Research use: no validated cut-offs exist (calibrated: false).

Left and right are the subject's own; lengths in % of inter-eye distance (IED).

# a movement that was not made is no evidence, and changes no severity
$ synk-grade -s l rest=S02_v1_rest.pts smile=S02_v1_smile.pts pucker=S02_v1_pucker.pts brow_raise=S01_v1_rest.pts -f csv | grep -E 'severity_prob|finding_brow_weak|,severity,'
,,,,severity,,,,,,,mild,,
,,,,severity_probability_none,,0.060,,,,probability,ok,,
,,,,severity_probability_weakness_without_synkinesis,,0.030,,,,probability,ok,,
,,,,severity_probability_mild,,0.910,,,,probability,ok,,
,,,,severity_probability_moderate,,0.000,,,,probability,ok,,
,,,,severity_probability_severe,,0.000,,,,probability,ok,,
,,,brow,finding_brow_weak,,,,,,ratio,not_assessable,,
,,,brow,finding_brow_weak_probability,,,,,,probability,missing,,
$ synk-grade rest=S01_v1_rest.pts smile=S02_v1_rest.pts brow_raise=S03_v1_rest.pts | grep -o '"evidence":{[^}]*}'
"evidence":{"left":null,"right":null}

# irises from the photographs: 11.71 mm wide, in an IED of 63.02 mm
$ synk-grade --draws 0 --scale iris rest=S04_post_rest.pts eye_close_gentle=S04_post_eye_close_gentle.pts 2>/dev/null | grep -o '"scale":{[^}]*}'
"scale":{"source":"iris","mm_per_ied":63.162,"relative_sd":0.039,"iris":{"source":"photo","left":18.539,"right":18.541}
$ synk-grade --draws 0 --scale iris rest=S04_post_rest.pts eye_close_gentle=S04_post_eye_close_gentle.pts 2>/dev/null | grep -o '"photo":{[^}]*}[^}]*}'
"photo":{"file":"S04_post_rest.jpg","taken":null,"iris":{"left":{"x":1482.024,"y":1188.703,"centre_sd":2.148,"radius":54.714,"radius_sd":0.971,"quality":0.770},"right":{"x":883.645,"y":1169.711,"centre_sd":2.115,"radius":54.721,"radius_sd":1.026,"quality":0.719}
"photo":{"file":"S04_post_eye_close_gentle.jpg","taken":null,"iris":{"left":{"x":null,"y":null,"centre_sd":null,"radius":null,"radius_sd":null,"quality":null,"reason":"the eye is closed"},"right":{"x":null,"y":null,"centre_sd":null,"radius":null,"radius_sd":null,"quality":null,"reason":"the eye is closed"}
# a scale that gives nobody's eyes is withheld, unless norms allow it
$ synk-grade --draws 0 --scale 0.15 rest=S01_v1_rest.pts | grep -o '"scale":{.*}},"regions"\|[^"]*by this scale[^"]*'
"scale":{"source":"none","mm_per_ied":null,"relative_sd":null,"reason":"by the scale the eye centres would be 87.3 mm apart (declared)","iris":{"source":null,"left":null,"right":null}},"regions"
no millimetres: by this scale the eye centres would be 87.3 mm apart, expected 50 to 75
$ echo '{"record":"synk-norms/1","values":{"scale.ied_most":{"value":95,"unit":"mm","basis":"assumed","source":"a test"}}}' >most.json; synk-grade --draws 0 --norms most.json --scale 0.15 rest=S01_v1_rest.pts | grep -o '"mm_per_ied":[^,]*'; rm most.json
"mm_per_ied":87.269
$ synk-grade --scale iris rest=S04_post_rest.pts -f csv 2>/dev/null | grep 'mrd1,left\|fissure_height,left'
,,rest,,fissure_height,left,13.650,,,0.676,%ied,ok,,
,,rest,,mrd1,left,8.074,,,0.658,%ied,ok,,
$ mkdir photos; cp S04_post_rest.jpg photos/b.jpg; cp S04_post_rest.pts b.pts; synk-grade --draws 0 --photos photos rest=b.pts | grep -o '"mm_per_ied":[^,]*'; rm -r photos b.pts
"mm_per_ied":63.162
$ synk-grade --draws 0 --scale iris rest=S01_v1_rest.pts | grep -o '"photo":{[^}]*}\|"scale":{[^}]*}'
"scale":{"source":"none","mm_per_ied":null,"relative_sd":null,"reason":"no scale in millimetres","iris":{"source":null,"left":null,"right":null}
"photo":{"file":null,"taken":null,"error":"no photograph beside the landmarks, so no irises"}
! synk-grade: S01_v1_rest.pts: no photograph beside the landmarks, so no irises
$ printf '\0\0\0\030ftypheic\0\0\0\0' >S01_v1_rest.HEIC; synk-grade --draws 0 --scale iris rest=S01_v1_rest.pts | grep -o '"photo":{[^}]*}'; rm S01_v1_rest.HEIC
"photo":{"file":"S01_v1_rest.HEIC","taken":null,"error":"a HEIC photograph: convert it to JPEG or PNG first"}
! synk-grade: S01_v1_rest.HEIC: a HEIC photograph: convert it to JPEG or PNG first
$ d=$(mktemp -d); head -c 30000 S04_post_rest.jpg >$d/a.jpg; cp S04_post_rest.pts $d/a.pts; cd $d; synk-grade --draws 0 --scale iris rest=a.pts | grep -o '"photo":{[^}]*}'; rm -r $d
"photo":{"file":"a.jpg","taken":null,"error":"JPEG: expected a photograph of 2400 x 3000 px, found only 30000 bytes"}
! synk-grade: a.jpg: JPEG: expected a photograph of 2400 x 3000 px, found only 30000 bytes

# processes and parts: the same bytes, in the same order or in another
$ synk-grade -q --draws 0 -m sessions.csv >a; for j in 2 5; do synk-grade -q --draws 0 -j $j -m sessions.csv | cmp - a; cat sessions.csv | synk-grade -q --draws 0 -j $j -m - | cmp - a; done; wc -l <a | tr -d ' '
6
$ sort a >b; for i in 1 2 3; do synk-grade -q --draws 0 --shard $i/3 -m sessions.csv; done | sort | cmp - b; for i in 1 2 3; do synk-grade -q --draws 0 --shard $i/3 -m sessions.csv | wc -l; done | tr -d ' '
2
3
1
$ synk-grade -q --draws 0 -f wide -m sessions.csv | sort >b; for i in 1 2 3 4; do synk-grade -q --draws 0 -f wide --shard $i/4 -m sessions.csv; done | sort | cmp - b
$ for s in 0/2 3/2 a 1/2x 1/; do synk-grade --shard $s -m sessions.csv; done
! synk-grade: --shard: expected I/N, the I-th of N parts, found '0/2'
! synk-grade: --shard: expected I/N, the I-th of N parts, found '3/2'
! synk-grade: --shard: expected I/N, the I-th of N parts, found 'a'
! synk-grade: --shard: expected I/N, the I-th of N parts, found '1/2x'
! synk-grade: --shard: expected I/N, the I-th of N parts, found '1/'
? 2
$ synk-grade -j 0 -m sessions.csv
! synk-grade: --jobs: expected 1 to 64, found '0'
? 2

# a file is there when it is whole; what was stopped goes on
$ synk-grade -q --draws 0 -m repeats.csv >a; synk-grade -q --draws 0 -m repeats.csv -o f; cmp a f; ls f*
f
$ for n in 0 1 7 16; do rm -f f; head -$n a >f.part; printf '{"record":' >>f.part; synk-grade -q --draws 0 -j 2 -m repeats.csv -o f --resume; cmp a f; done; rm -f f; synk-grade -q --draws 0 -m repeats.csv -o f --resume; cmp a f; ls f*
f
$ head -5 a >f.part; synk-grade -q --draws 20 -m repeats.csv -o f --resume; wc -l <f.part | tr -d ' '
5
! synk-grade: repeats.csv: --resume: what is in f.part was made with other options, norms or files: remove it
$ sed '5,6s/"error":null//;5,6s/"files":\[{/"files":[{"error":"the process that was to grade this exam died",/' a | head -6 >f.part; synk-grade -q --draws 0 -m repeats.csv -o f --resume; cmp a f && rm f
$ (cat sessions.csv; echo X1,v1,smile,S02_v1_smile.pts,left,,) >m.csv; synk-grade -q --draws 0 -m m.csv >a7; synk-grade -q --draws 0 -m m.csv 2>/dev/null | head -7 >f.part; synk-grade -q --draws 0 -m m.csv -o f --resume
! synk-grade: X1 v1: expected a photograph at rest, found none that can be used: nothing can be compared with it
! synk-grade: X1 v1: expected a photograph at rest, found none that can be used: nothing can be compared with it
? 1
$ rm -f f m.csv; synk-grade --draws 0 rest=S02_v1_rest.pts -o f --resume
! synk-grade: --resume is for many exams, not for EXPRESSION=FILE operands
? 2
$ synk-grade --draws 0 --shard 1/2 rest=S02_v1_rest.pts
! synk-grade: --shard and --jobs are for many exams, not for EXPRESSION=FILE operands
? 2
$ cat a a >f.part; synk-grade -q --draws 0 -m repeats.csv -o f --resume
! synk-grade: repeats.csv: --resume: 32 exams are in f.part, of 16
? 2
$ synk-grade -q --draws 0 -m sessions.csv -o /dev/stdout | wc -l | tr -d ' '
6
$ synk-grade -q --draws 0 -m sessions.csv -o /dev/full
! synk-grade: standard output: No space left on device
? 3
$ synk-grade -q --draws 0 -m sessions.csv -o none/f
! synk-grade: none/f.part: No such file or directory
? 3
$ synk-grade --resume -m sessions.csv
! synk-grade: --resume needs --output FILE, and goes with json only
? 2
$ synk-grade --resume -o f -f csv -m sessions.csv
! synk-grade: --resume needs --output FILE, and goes with json only
? 2

# A list of files is an image set.
$ synk-grade -q --draws 0 . -p '{subject}_{visit}_{expression}.pts' >a; ls *.pts | synk-grade -q --draws 0 --files-from - | cmp - a; find . -name '*.pts' -print0 | sort -z | synk-grade -q --draws 0 -0 --files-from - | cmp - a
$ ls *.pts >list; sort a >b; for i in 1 2 3; do synk-grade -q --draws 0 -j 2 --shard $i/3 --files-from list; done | sort | cmp - b; head -2 a >f.part; synk-grade -q --draws 0 -j 2 --files-from list -o f --resume; cmp a f; rm f
$ mkdir S09; mkdir S09/v1; cp S01_v1_rest.pts S09/v1/rest.pts; cp S01_v1_smile.pts S09/v1/smile.pts; find ./S09 -type f | sort | synk-grade --draws 0 --side none --files-from - | cut -c1-60
{"record":"synk-grade/1","subject":"S09","visit":"v1","group
$ printf 'S01_v1_rest.pts\r\n\nS01_v1_smile.pts\nS01_v1_rest.pts' | synk-grade --draws 0 --side none --files-from - -f wide | cut -d, -f1,2,12
subject,visit,status
S01,v1,ok
$ (ls S01*.pts; echo S01_v1_smile_2.pts; echo notes.txt) | synk-grade --draws 0 --side none --files-from - -f wide | cut -d, -f1,2,12
subject,visit,status
S01,v1,partial
! synk-grade: S01_v1_smile_2.pts: No such file or directory
! synk-grade: names that match no pattern: 1, such as 'notes.txt'
$ : | synk-grade --files-from -
! synk-grade: <stdin>: expected names that match a pattern, found none
? 1
$ echo notes.txt | synk-grade --files-from -
! synk-grade: <stdin>: expected names that match a pattern, found none
? 1
$ synk-grade --files-from nowhere
! synk-grade: nowhere: No such file or directory
? 1
$ synk-grade --files-from list S01_v1_rest.pts
! synk-grade: expected no operand beside --files-from, found 'S01_v1_rest.pts'
? 2
$ synk-grade --files-from list -m sessions.csv
! synk-grade: --manifest and --files-from contradict each other
? 2
$ synk-grade --files-from list --subject S01
! synk-grade: --subject and --visit are for EXPRESSION=FILE operands
? 2
$ grep S04 list | synk-draw -q --draws 0 --files-from - --montage -o p | tail -1
S04_montage.jpg,S04,,,,montage

# Codes in place of names; tests/deidentify has the law.
$ synk-grade --draws 0 --deidentify k -m sessions.csv -f wide | cut -d, -f1-3,9,11-12 | sed 's/[PRLF][2-9B-Z]\{8\}/CODE/g'
subject,visit,group,side,severity,status
CODE,v1,healthy,none,undetermined,ok
CODE,v1,mild,left,undetermined,ok
CODE,v1,moderate,right,undetermined,ok
CODE,pre,severe,left,undetermined,ok
CODE,post,severe,left,undetermined,ok
CODE,v1,mild,left,undetermined,ok
$ cut -d, -f1,3 k | sed 's/[PRLF][2-9B-Z]\{8\}/CODE/g' | sort | uniq -c | sed 's/^ *//'; ls -l k | cut -c1-10
37 file,CODE
1 kind,code
5 subject,CODE
-rw-------
$ synk-grade -q --draws 0 --deidentify k -m sessions.csv >a; synk-grade -q --draws 0 --deidentify k -j 3 -m sessions.csv | cmp - a; synk-grade -q --draws 0 --deidentify other -m sessions.csv | cmp -s - a || echo another key
another key
$ synk-grade --draws 0 --deidentify k --subject S01 --visit 2024-03-01 rest=S01_v1_rest.pts smile=nowhere/S01.pts 2>&1 | sed 's/[PRLF][2-9B-Z]\{8\}/CODE/g' | sed 's/"visit_order.*"files"/ ... "files"/'
synk-grade: CODE/CODE.pts: No such file or directory
{"record":"synk-grade/1","subject":"CODE","visit":"CODE","group":null,"rater":null,"repeat":null, ... "files":[{"file":"CODE.pts","expression":"rest","format":"pts","scheme":"ibug68","detector":null},{"file":"CODE/CODE.pts","expression":"smile","format":null,"scheme":null,"detector":null,"error":"No such file or directory"}],"provenance":{"tool":"synk-grade","version":"0.1.0","norms":"f53de57f7b7533f148832e258e39504696c46a7b218d4d7d2f427c1a2b82fdf9","axis":"canthi","draws":0,"seed":1,"deidentified":true}}
$ synk-grade --draws 0 --deidentify k -m nowhere.csv 2>&1 | sed 's/[PRLF][2-9B-Z]\{8\}/CODE/g'
synk-grade: CODE.csv: No such file or directory
$ synk-grade --deidentify k --side S01 -m sessions.csv
! synk-grade: --side: expected left, right, both, none or unknown, found '...'
? 2
$ synk-grade --explain provenance.deidentified
provenance.deidentified
  type      true
  is        true: subjects, raters, files and labels are codes of a key file
            (--deidentify); absent if they are not.
$ chmod 640 k; synk-grade --deidentify k -m sessions.csv; chmod 600 k
! synk-grade: --deidentify: others can read the key file: chmod 600 it
$ cp sessions.csv s; chmod 600 s; synk-grade --deidentify s -m sessions.csv; cmp s sessions.csv
! synk-grade: --deidentify: expected a key file, with the columns kind, name and code, found another file (line 1)
$ synk-grade --deidentify nowhere/k -m sessions.csv
! synk-grade: --deidentify: the key file: No such file or directory
? 3

# a link stays, and what it leads to is the file; two runs do not share one
$ : >real; ln -s real link; synk-grade -q --draws 0 -m sessions.csv -o link; readlink link; synk-grade -q --draws 0 -m sessions.csv | cmp - real; rm real link
real
$ mkfifo pipe; synk-grade -q --draws 0 -o two rest=pipe & while [ ! -e two.part ]; do sleep .05; done; synk-grade -q --draws 0 -m sessions.csv -o two; cat S01_v1_rest.pts >pipe; wait; grep -c . two; rm pipe two
1
! synk-grade: another process is writing two.part
