# What stands in the place of programs while the commands of a page are run. The session gives ROOT, PACKAGE (the package as
# it would be installed), PROGRAM (the command line), TARBALL (the package's name as a file) and STATE (a folder for itself).

npx() {
  local name=$1
  shift
  case $name in
    arazzo-sfn) arazzo-sfn "$@" ;;
    cdk) cdk "$@" ;;
    *) "$PWD/node_modules/.bin/$name" "$@" ;;
  esac
}

# installed NAME: where it is in the node_modules of this folder or one above it.
installed() {
  local at=$PWD
  until [ -e "$at/node_modules/$1" ]; do
    [ "$at" != "$STATE" ] && [ -n "$at" ] || return 1
    at=${at%/*}
  done
  echo "$at/node_modules/$1"
}

arazzo-sfn() {
  installed arazzo-step-functions >/dev/null || [ -e dist/bin/arazzo-sfn.js ] || { echo 'arazzo-sfn is not installed' >&2; return 127; }
  if [ "$1" = serve ]; then serve "$@"; else node "$PROGRAM" "$@"; fi
}

# Servers go on in the background, on a port that is free.
serve() {
  background address node "$PROGRAM" "$@" --port 0
}

node() {
  if [ "$1" = servers.mjs ]; then PORT=0 background apis node "$@"; else command node "$@"; fi
}

# background FILE COMMAND...: FILE takes the address.
background() {
  local address=$STATE/$1
  shift
  command "$@" >"$address" 2>"$STATE/log" &
  echo $! >>"$STATE/servers"
  until [ -s "$address" ]; do
    kill -0 $! 2>/dev/null || { cat "$STATE/log" >&2; return 1; }
    sleep 0.05
  done
  cat "$STATE/log" "$address"
}

# Whatever would touch an account is synthesised only: with the same context, so that a setting that doesn't work is found.
cdk() {
  local command=$1 context=() program
  shift
  program=$(installed .bin/cdk) || { echo 'aws-cdk is not installed' >&2; return 127; }
  case $command in
    synth | ls) "$program" "$command" --no-color "$@" ;;
    deploy)
      while [ $# -gt 0 ]; do
        case $1 in
          -c) context+=(-c "$2"); shift ;;
          --parameters | --require-approval) shift ;;
          -*) echo "what is $1?" >&2; return 2 ;;
        esac
        shift
      done
      "$program" synth --quiet "${context[@]}" --output "$(mktemp -d)"
      ;;
    bootstrap | destroy) echo "cdk $command: not run, it changes an account" ;;
    *) echo "cdk $command: the tests don't know it" >&2; return 2 ;;
  esac
}

# Packages are linked, not downloaded: the package itself, and others in just the version that the project is tested with.
npm() {
  case $1 in
    ci | pack | test) echo "npm $1: not run, a check of its own does" ;;
    install)
      shift
      mkdir -p node_modules/.bin
      local each
      for each in "$@"; do
        case $each in
          -*) ;;
          *.tgz)
            [ "${each##*/}" = "$TARBALL" ] || { echo "there is no $each, but $TARBALL" >&2; return 1; }
            ln -sfn "$PACKAGE" node_modules/arazzo-step-functions
            ;;
          *) link "${each%@*}" "${each##*@}" || return 1 ;;
        esac
      done
      ;;
    *) command npm "$@" ;;
  esac
}

link() {
  local there
  there=$(node -p 'require(process.argv[1]).version' "$ROOT/node_modules/$1/package.json") || return 1
  [ "$there" = "$2" ] || { echo "$1 is tested in version $there, not $2" >&2; return 1; }
  mkdir -p "node_modules/$(dirname "$1")"
  ln -sfn "$ROOT/node_modules/$1" "node_modules/$1"
  local name
  for name in $(node -p 'Object.keys(require(process.argv[1]).bin ?? {}).join(" ")' "$ROOT/node_modules/$1/package.json"); do
    ln -sfn "$ROOT/node_modules/.bin/$name" "node_modules/.bin/$name"
  done
}

# Against the local endpoint, where it plays the service; otherwise the arguments are checked, up to where AWS would be asked.
# Without the program nothing can be said of its commands; but secrets that later commands read are made all the same.
aws() {
  if ! type -P aws >/dev/null; then
    echo 'aws: not installed'
    if [ "$1 $2" = 'secretsmanager create-secret' ]; then create_secret "$@"; fi
    return
  fi
  case "$*" in *"${ALIAS_ARN:-no alias}"*) publish || true ;; esac
  case "$1 ${2-}" in
    'stepfunctions update-state-machine-alias') arguments "$@" ;;
    'stepfunctions '* | 'connect '* | 'secretsmanager '* | 'events put-events') AWS_ENDPOINT_URL=$(<"$STATE/address") command aws "$@" ;;
    *) arguments "$@" ;;
  esac
}

# The alias that the stack would have made. Where it is there, or can't be made, the command that needs it shows that.
publish() {
  local to
  to=$(<"$STATE/address")
  AWS_ENDPOINT_URL=$to command aws stepfunctions publish-state-machine-version --state-machine-arn "$MACHINE_ARN" &&
    AWS_ENDPOINT_URL=$to command aws stepfunctions create-state-machine-alias --name "${ALIAS_ARN##*:}" \
      --routing-configuration "stateMachineVersionArn=$MACHINE_ARN:1,weight=100"
} >/dev/null 2>&1

# create_secret secretsmanager create-secret --name NAME --secret-string TEXT ...
create_secret() {
  node -e 'fetch(process.argv[1], {
    method: "POST",
    headers: {
      "content-type": "application/x-amz-json-1.1",
      "x-amz-target": "secretsmanager.CreateSecret",
      authorization: "AWS4-HMAC-SHA256 Credential=x/20260101/us-east-1/secretsmanager/aws4_request, SignedHeaders=host, Signature=0",
    },
    body: JSON.stringify({ Name: process.argv[2], SecretString: process.argv[3] }),
  }).then(({ ok, status }) => ok || process.exit(status))' "$(<"$STATE/address")" "$4" "$6"
}

arguments() {
  local said
  said=$(AWS_ENDPOINT_URL=http://127.0.0.1:1 AWS_MAX_ATTEMPTS=1 command aws "$@" 2>&1) || true
  case $said in
    *'Could not connect'*) ;;
    *) echo "$said" >&2; return 1 ;;
  esac
}

# What was exported, and where one stands, holds for the next commands too.
if [ -e "$STATE/exported" ]; then
  source "$STATE/exported"
  cd "$(<"$STATE/where")" || exit
fi
trap 'export -p >"$STATE/exported"; pwd >"$STATE/where"' EXIT
