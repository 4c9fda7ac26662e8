# one picture, to standard output or a file; nothing but pixels in it
$ synk-draw --side left smile=S04_pre_smile.pts | head -c 3 | od -An -tx1
 ff d8 ff
$ synk-draw --side left smile=S04_pre_smile.pts -f png | head -c 8 | od -An -c
 211   P   N   G  \r  \n 032  \n
$ d=$(mktemp -d); synk-draw --width 600 smile=S04_pre_smile.pts -o $d/a.png; head -c 24 $d/a.png | tail -c 8 | od -An -tu1; ls $d; rm -r $d
   0   0   2  88   0   0   3 170
a.png
$ synk-draw smile=S04_pre_smile.pts | LC_ALL=C grep -ac 'Exif\|JFIF.*2026\|synk'
0
? 1

# many, to a folder that need not be there
$ d=$(mktemp -d); grep -E '^sub|S04,.*,(rest|smile),' sessions.csv | synk-draw -m - --width 600 -o $d/new; ls $d/new; rm -r $d
picture,subject,visit,rater,repeat,expression
S04_pre_rest.jpg,S04,pre,,,rest
S04_pre_smile.jpg,S04,pre,,,smile
S04_post_rest.jpg,S04,post,,,rest
S04_post_smile.jpg,S04,post,,,smile
S04_post_rest.jpg
S04_post_smile.jpg
S04_pre_rest.jpg
S04_pre_smile.jpg
$ d=$(mktemp -d); grep -E '^sub|S04,.*,(rest|smile),' sessions.csv | synk-draw -m - --width 600 -o $d --montage; ls $d; rm -r $d
picture,subject,visit,rater,repeat,expression
S04_montage.jpg,S04,,,,montage
S04_montage.jpg
$ d=$(mktemp -d); synk-draw --width 600 --subject ../x --visit 'a b' rest=S04_pre_rest.pts rest=S04_post_rest.pts -o $d; ls $d; rm -r $d
picture,subject,visit,rater,repeat,expression
_._x_a_b_rest.jpg,../x,a b,,,rest
_._x_a_b_rest_2.jpg,../x,a b,,,rest
_._x_a_b_rest.jpg
_._x_a_b_rest_2.jpg

# the exams of grade records, if they are graded so again
$ d=$(mktemp -d); synk-grade --draws 50 --side left --subject S04 rest=S04_pre_rest.pts smile=S04_pre_smile.pts | synk-draw --width 600 -g - -o $d; rm -r $d
picture,subject,visit,rater,repeat,expression
S04_rest.jpg,S04,,,,rest
S04_smile.jpg,S04,,,,smile
$ d=$(mktemp -d); cp S04_pre_rest.pts S04_pre_smile.pts S04_pre_rest.jpg S04_pre_smile.jpg $d; (cd $d; synk-grade --draws 0 --subject S04 rest=S04_pre_rest.pts smile=S04_pre_smile.pts >g); synk-draw --width 600 -g $d/g --marks $d -o $d/p; rm -r $d
picture,subject,visit,rater,repeat,expression
S04_rest.jpg,S04,,,,rest
S04_smile.jpg,S04,,,,smile
$ d=$(mktemp -d); synk-grade --scale 0.1 --draws 50 --subject S04 rest=S04_pre_rest.pts | synk-draw -g - -o $d; rm -r $d
! synk-draw: S04: was graded with another scale (59.900 mm per IED, not none): give the same --scale
$ d=$(mktemp -d); synk-grade --draws 50 --subject S04 rest=S04_pre_rest.pts smile=S04_pre_smile.pts | sed 's/"grade":"[a-z]*"/"grade":"mild"/' | synk-draw -g - -o $d; rm -r $d
! synk-draw: S04: these landmarks are graded moderate, and the record says 'mild': other files?
$ d=$(mktemp -d); synk-grade --draws 50 --subject S04 rest=S04_pre_rest.pts | sed 's/"norms":"./"norms":"x/' | synk-draw -g - -o $d/p; rm -r $d
! synk-draw: S04: was graded by other norms: give them with --norms
$ echo '{"record":"synk-plan/1"}' | synk-draw -g - -o /tmp/none.$$.png
! synk-draw: <stdin>:1: expected a synk-grade/1 record, found 'synk-plan/1'
? 1
$ echo '{"record":"synk-error/1"}' | synk-draw -g - -o /tmp/none.$$.png

# blind: neither the names nor the pictures say whose they are
$ d=$(mktemp -d); synk-draw --blind --subject Ann --visit pre --width 600 smile=S04_pre_smile.pts -o $d/a.jpg; synk-draw --blind --subject Bob --visit post --width 600 smile=S04_pre_smile.pts -o $d/b.jpg; cmp $d/a.jpg $d/b.jpg && echo the same; rm -r $d
the same
$ d=$(mktemp -d); synk-draw --blind --subject Ann --width 600 smile=S04_pre_smile.pts -o $d | sed 's/^[0-9a-f]\{16\}_/HASH_/'; rm -r $d
picture,subject,visit,rater,repeat,expression
HASH_smile.jpg,Ann,,,,smile

# composites and shares
$ d=$(mktemp -d); for o in --mirror --crop --blur-eyes --plain; do synk-draw $o --width 600 smile=S04_pre_smile.pts -o $d/$o.png && ls $d/$o.png | sed 's|.*/||'; done; rm -r $d
--mirror.png
--crop.png
--blur-eyes.png
--plain.png

# photographs that are none, damaged, another's, or not there
$ d=$(mktemp -d); cp S04_pre_rest.pts $d/a.pts; head -c 50000 S04_pre_rest.jpg >$d/a.jpg; cd $d; synk-draw rest=a.pts -o b.jpg; ls; rm -r $d
a.jpg
a.pts
! synk-draw: a.pts: a.jpg: JPEG: expected the whole photograph, found it cut off
$ d=$(mktemp -d); cp S04_pre_rest.pts $d/a.pts; echo text >$d/a.jpg; cd $d; synk-draw rest=a.pts -o b.jpg; rm -r $d
! synk-draw: a.pts: a.jpg: expected a JPEG or PNG photo, found something else
$ d=$(mktemp -d); cp S05_v1_rest.mediapipe.json $d/a.json; synk-draw --photo S04_pre_rest.jpg rest=$d/a.json --width 600 -o $d/b.jpg && ls $d/b.jpg | wc -l; sed 's/"width":2400/"width":2000/' S05_v1_rest.mediapipe.json >$d/a.json; cd $d; synk-draw --photo $OLDPWD/S04_pre_rest.jpg rest=a.json -o c.jpg 2>&1 | sed 's|/.*/S04|S04|'; rm -r $d
1
synk-draw: a.json: S04_pre_rest.jpg: the photograph has 2400x3000 pixels, the landmarks are of 2000x3000: they do not belong together
$ d=$(mktemp -d); awk 'NF == 2 && $1 + 0 > 0 { $1 += 1500 } { print }' S04_pre_rest.pts >$d/a.pts; cd $d; synk-draw --photo $OLDPWD/S04_pre_rest.jpg rest=a.pts -o b.jpg 2>&1 | sed 's|/.*/S04|S04|'; rm -r $d
synk-draw: a.pts: the points reach to (3116, 1193), the photograph has 2400x3000: do they belong together?
# no photograph is replaced by its picture, nor anything else
$ cksum S04_pre_smile.jpg >k; synk-draw -q --subject S04 --visit pre smile=S04_pre_smile.pts -o .; cksum S04_pre_smile.jpg | cmp - k && rm k
! synk-draw: S04_pre_smile.pts: ./S04_pre_smile.jpg is there already, and is not replaced
$ cksum S04_pre_smile.jpg >k; synk-draw -q smile=S04_pre_smile.pts -o S04_pre_smile.jpg; cksum S04_pre_smile.jpg | cmp - k && rm k
! synk-draw: S04_pre_smile.pts: S04_pre_smile.jpg is there already, and is not replaced

# rows of a blind montage do not stand in the order of visits
$ d=$(mktemp -d); grep -E '^sub|S04,.*,(rest|smile),' sessions.csv | synk-draw -q -m - --width 600 -o $d --montage --blind | cut -d, -f2-; rm -r $d
subject,visit,rater,repeat,expression
S04,"post, pre",,,montage

# landmarks that are not those of the record
$ d=$(mktemp -d); cp S04_pre_smile.jpg $d; awk 'NF == 2 && $1 + 0 > 0 && n++ > 47 { $2 -= 60 } { print }' S04_pre_smile.pts >$d/S04_pre_smile.pts; synk-grade --draws 0 --subject S04 smile=S04_pre_smile.pts 2>/dev/null | synk-draw --width 600 -g - --marks $d -o $d/p; rm -r $d
! synk-draw: S04: these landmarks are not where the record's are: other files?
$ synk-grade --draws 0 --subject S04 smile=S04_pre_smile.pts 2>/dev/null | synk-draw --width 600 -g - -o again; rm -r again
picture,subject,visit,rater,repeat,expression
S04_smile.jpg,S04,,,,smile

# what an ending says
$ synk-draw -q rest=S04_pre_rest.pts -o a.gif
! synk-draw: --output: expected a name in .jpg or .png, found '.gif'
? 2
$ synk-draw -q -f png rest=S04_pre_rest.pts -o a.jpg
! synk-draw: --output ends in .jpg, --format says png
? 2
$ synk-draw -q --width 600 rest=S04_pre_rest.pts -o A.JPG; ls A.JPG; rm A.JPG
A.JPG

$ synk-draw -o /tmp/none.$$.png rest=S01_v1_rest.pts
! synk-draw: S01_v1_rest.pts: no photograph beside it; say where they are with --photos DIR
? 1

# usage
$ synk-draw rest=S04_pre_rest.pts smile=S04_pre_smile.pts --width 600 -o /tmp/none.$$.png; rm /tmp/none.$$.png
! synk-draw: more than one picture: --output must be a folder
$ synk-draw --montage --mirror rest=S04_pre_rest.pts
! synk-draw: --montage goes with neither --mirror nor --photo
? 2
$ synk-draw --photo x.jpg rest=a.pts smile=b.pts
! synk-draw: --photo is of a single EXPRESSION=FILE
? 2
$ synk-draw --marks . rest=a.pts
! synk-draw: --marks goes with --grades
? 2
$ synk-draw --grades - rest=a.pts
! synk-draw: --grades says itself which exams: no operands, manifest or subject with it
? 2
$ synk-draw --width 10 rest=a.pts
! synk-draw: --width: expected 200 to 20000, found '10'
? 2
$ synk-draw --format gif rest=a.pts
! synk-draw: --format: expected jpg or png, found 'gif'
? 2
$ synk-draw
! synk-draw: expected EXPRESSION=FILE, a directory or --manifest, found nothing; see --help
? 2
$ synk-draw rest=S04_pre_rest.pts -o /none/x.jpg
! synk-draw: /none/x.jpg: No such file or directory
? 3

# Codes in place of names, and the way back to files.
$ d=$(mktemp -d); grep -E '^sub|S04,pre,(rest|smile),' sessions.csv | synk-grade -q --deidentify $d/k -m - | synk-draw -q --deidentify $d/k -g - -o $d/p | sed 's/[PRLF][2-9B-Z]\{8\}/CODE/g'; ls $d/p | sed 's/[PRLF][2-9B-Z]\{8\}/CODE/g' | sort; rm -r $d
picture,subject,visit,rater,repeat,expression
CODE_pre_rest.jpg,CODE,pre,,,rest
CODE_pre_smile.jpg,CODE,pre,,,smile
CODE_pre_rest.jpg
CODE_pre_smile.jpg

# no records are no input
$ : | synk-draw -g - -o pictures
! synk-draw: <stdin>: expected records, found none
? 1

# landmarks that came through a pipe cannot be read again
$ cat S04_post_rest.pts | synk-grade -q --draws 0 rest=- | synk-draw -q -g - -o pictures
! synk-draw: <stdin>: its landmarks came through a pipe: grade them from a file that can be read again
? 1
